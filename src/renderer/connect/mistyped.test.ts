import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { mistypedOf } from './mistyped.ts';

const LINK = 'https://www.dropbox.com/sh/abc/def?dl=0';

describe('mistypedOf', () => {
  it('points at the link if it is not one of a folder, and else at the token or the password', () => {
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

  it('points at no field if something else is missing', () => {
    const error = new AppError('bad-usage', 'Signing in needs the key of a Dropbox app.');
    expect(mistypedOf(error, LINK)?.field).toBeNull();
  });

  it('is null for errors that the state of the connection shows', () => {
    expect(mistypedOf(new AppError('network', 'No network.'), 'hello')).toBeNull();
    expect(mistypedOf(new Error('closed'), 'hello')).toBeNull();
  });
});
