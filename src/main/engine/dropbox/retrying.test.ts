import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { retrying } from './retrying.ts';
import { InstantClock } from './testing/instant-clock.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

/** Fails with these errors in order, and then succeeds. */
function failing(...errors: unknown[]) {
  return () => (errors.length > 0 ? Promise.reject(errors.shift()) : Promise.resolve('well'));
}
const network = new AppError('network', 'x');
const random = () => 0;

describe('retrying', () => {
  it('repeats a call after temporary errors, with growing delays', async () => {
    const clock = new InstantClock();
    const errors = [
      network,
      new AppError('stalled', 'x'),
      new AppError('server-error', 'x'),
      network,
    ];
    await expect(retrying(failing(...errors), { clock, random })).resolves.toBe('well');
    expect(clock.delays).toEqual([250, 500, 1_000, 2_000]);
  });

  it('gives up after five attempts, with the last error', async () => {
    const clock = new InstantClock();
    const last = new AppError('network', 'last');
    const call = failing(network, network, network, network, last);
    await expect(retrying(call, { clock, random })).rejects.toBe(last);
  });

  it('waits as long as the server asks for, but not forever', async () => {
    const clock = new InstantClock();
    const asking = (retryAfterMs: number) => new AppError('server-error', 'x', { retryAfterMs });
    await retrying(failing(asking(7_000), asking(86_400_000)), { clock, random });
    expect(clock.delays).toEqual([7_000, 60_000]);
  });

  it.each([
    new AppError('link-denied', 'x'),
    new AppError('path-not-found', 'x'),
    new TypeError('x'),
  ])('does not try again after %s', async (error) => {
    const clock = new InstantClock();
    await expect(retrying(failing(error), { clock, random })).rejects.toBe(error);
    expect(clock.delays).toEqual([]);
  });

  it('stops waiting when it is aborted', async () => {
    const abort = new AbortController();
    const clock = new VirtualClock();
    const call = retrying(failing(network), { clock, random }, abort.signal);
    await clock.settle();
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });
});
