import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { mistypedOf } from './mistyped.ts';

const LINK = 'https://www.dropbox.com/sh/abc/def?dl=0';

describe('what was mistyped', () => {
  it('is the link where that cannot lead to a folder, and the token otherwise', () => {
    const error = new AppError('bad-input', 'That is not a link.');
    expect(mistypedOf(error, 'hello')).toEqual({
      problem: { code: 'bad-input', message: 'That is not a link.' },
      field: 'link',
    });
    expect(mistypedOf(error, LINK)?.field).toBe('token');
    expect(mistypedOf(error, `<${LINK}>,`)?.field).toBe('token');
    const unread = new AppError('bad-input', 'The password holds a character that ….');
    expect(mistypedOf(unread, LINK)?.field).toBe('password');
  });

  it('is no field where something else has to come first', () => {
    const error = new AppError('bad-usage', 'Signing in needs the key of a Dropbox app.');
    expect(mistypedOf(error, LINK)?.field).toBeNull();
  });

  it('is nothing where the connection itself tells what went wrong', () => {
    expect(mistypedOf(new AppError('network', 'No way.'), 'hello')).toBeNull();
    expect(mistypedOf(new Error('closed'), 'hello')).toBeNull();
  });
});
