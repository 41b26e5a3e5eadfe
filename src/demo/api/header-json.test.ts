import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerJson } from './header-json.ts';

describe('headerJson', () => {
  it('is plain ASCII and means the same', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const header = headerJson({ text });
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        expect(JSON.parse(header)).toEqual({ text });
      }),
    );
    expect(headerJson('\u007f\u00e9')).toBe('"\\u007f\\u00e9"');
  });
});
