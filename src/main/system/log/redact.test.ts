import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from './redact.ts';

describe('a redactor', () => {
  it('removes registered secrets, literal and URL-encoded', () => {
    const redactor = createRedactor();
    redactor.add('pa ss/word');
    expect(redactor.apply('it was pa ss/word, or pa%20ss%2Fword')).toBe(
      'it was [secret], or [secret]',
    );
  });

  it('removes tokens, links and authorization headers that nobody registered', () => {
    const { apply } = createRedactor();
    expect(apply('Authorization: Bearer abc.def-1')).toBe('Authorization: Bearer [secret]');
    expect(apply('token sl.ABCDEFGHIJK-l_m used')).toBe('token [secret] used');
    expect(apply('see https://www.dropbox.com/sh/abc/XYZ?dl=0 now')).toBe(
      'see https://www.dropbox.com/sh/[secret] now',
    );
    expect(apply('{"link_password":"hunter2","x":1}')).toBe('{"link_password":"[secret]","x":1}');
    expect(apply('refresh_token=abc&grant=1')).toBe('refresh_token=[secret]&grant=1');
  });

  it('leaves our own examples of links and values readable', () => {
    const { apply } = createRedactor();
    for (const example of [
      'It should look like https://www.dropbox.com/sh/… or https://www.dropbox.com/scl/fo/….',
      'password = ENTER_PASSWORD',
      'refresh_token = …, app_key = …',
    ])
      expect(apply(example)).toBe(example);
    expect(apply('https://www.dropbox.com/scl/fo/abc/x?rlkey=y')).toBe(
      'https://www.dropbox.com/scl/[secret]',
    );
  });

  it('leaves no registered secret in any text', () => {
    const secret = fc
      .string({ minLength: 8, maxLength: 30 })
      .filter((text) => !'[secret]'.includes(text));
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const redactor = createRedactor();
        redactor.add(hidden);
        expect(redactor.apply(before + hidden + after).replaceAll('[secret]', '')).not.toContain(
          hidden,
        );
      }),
    );
  });
});
