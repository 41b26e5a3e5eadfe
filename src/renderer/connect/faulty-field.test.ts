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
  it('adds what to do only to a sentence that lacks it', () => {
    const { problem } = connectMessages;
    const wrong = 'Wrong password. Check it, then connect again.';
    expect(problem('link-denied', wrong)).toBe(wrong);
    const broke = 'The connection to Dropbox broke (ECONNRESET).';
    expect(problem('network', broke)).toBe(
      `${broke} Check the network of this machine, or its proxy, then try again.`,
    );
    const asks = 'Dropbox could not be reached (ENOTFOUND). Is a proxy needed?';
    expect(problem('network', asks)).toBe(asks);
  });
});
