import { describe, expect, it } from 'vitest';
import { connectMessages } from '../messages/connect.ts';
import { faultyFieldOf } from './faulty-field.ts';

describe('faultyFieldOf', () => {
  it('points at the field that is wrong', () => {
    expect(faultyFieldOf('link-denied')).toBe('password');
    expect(faultyFieldOf('link-not-found')).toBe('link');
    expect(faultyFieldOf('sign-in-expired')).toBe('token');
    expect(faultyFieldOf('network')).toBeNull();
  });
});

describe('connectMessages.problem', () => {
  it('has its own title and advice for each way in which connecting fails', () => {
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
    const problems = codes.map(connectMessages.problem);
    expect(new Set(problems.map(({ title }) => title)).size).toBe(codes.length);
    expect(new Set(problems.map(({ advice }) => advice)).size).toBe(codes.length);
  });
});
