import { describe, expect, it } from 'vitest';
import { nextStepOf } from './next-step.ts';

describe('the next step', () => {
  it('is another one for each way in which connecting fails', () => {
    const codes = [
      'link-denied',
      'link-not-found',
      'link-disabled',
      'scope-missing',
      'sign-in-expired',
      'sign-in-revoked',
      'network',
      'rate-limited',
    ] as const;
    expect(new Set(codes.map((code) => nextStepOf(code).title)).size).toBe(codes.length);
    expect(new Set(codes.map((code) => nextStepOf(code).advice)).size).toBe(codes.length);
  });

  it('points at the field that is wrong', () => {
    expect(nextStepOf('link-denied').field).toBe('password');
    expect(nextStepOf('link-not-found').field).toBe('link');
    expect(nextStepOf('sign-in-expired').field).toBe('token');
  });
});
