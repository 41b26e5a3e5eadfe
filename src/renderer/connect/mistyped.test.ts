import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { mistypedOf } from './mistyped.ts';

describe('mistypedOf', () => {
  it.each(['link', 'password', 'token'] as const)('points at the %s if main names it', (field) => {
    const error = new AppError('bad-input', 'That cannot be right.', { field });
    expect(mistypedOf(error)).toEqual({
      problem: { code: 'bad-input', message: 'That cannot be right.' },
      field,
    });
  });

  it('points at no field if something else is missing', () => {
    const error = new AppError('bad-usage', 'Signing in needs the key of a Dropbox app.');
    expect(mistypedOf(error)?.field).toBeNull();
  });

  it('is null for errors that the state of the connection shows', () => {
    expect(mistypedOf(new AppError('network', 'No network.', { field: 'link' }))).toBeNull();
    expect(mistypedOf(new Error('closed'))).toBeNull();
  });
});
