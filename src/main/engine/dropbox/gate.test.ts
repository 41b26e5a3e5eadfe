import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { Gate, type GateState } from './gate.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

let clock: VirtualClock;
let gate: Gate;

beforeEach(() => {
  clock = new VirtualClock();
  gate = new Gate({ clock });
});

const refused = (retryAfterMs: number) => new AppError('rate-limited', 'Later.', { retryAfterMs });
const denied = new AppError('link-denied', 'No.');

/** A slow call with its record. */
function callTaking(
  ms: number,
  starts: number[] = [],
  outcome: () => AppError | null = () => null,
) {
  return async () => {
    starts.push(clock.now());
    await clock.delay(ms);
    const error = outcome();
    if (error !== null) throw error;
    return clock.now();
  };
}

describe('Gate', () => {
  it('starts a few calls at once and the others in their order', async () => {
    const order: number[] = [];
    const calls = [0, 1, 2, 3, 4, 5, 6, 7].map((index) =>
      gate.run(async () => {
        order.push(index);
        await clock.delay(50);
      }),
    );
    expect(order).toEqual([0, 1, 2, 3]);
    await clock.runFor(Promise.all(calls));
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('makes no call during a pause, and repeats a refused call after it', async () => {
    const starts: number[] = [];
    let refusals = 3;
    const startMs = clock.now();
    const answers = Array.from({ length: 20 }, () =>
      gate.run(callTaking(50, starts, () => (refusals-- > 0 ? refused(10_000) : null))),
    );
    await clock.runFor(Promise.all(answers));
    expect(starts.length).toBe(20 + 3);
    expect(starts.filter((at) => at > startMs + 50 && at < startMs + 10_050)).toEqual([]);
    // One trial call goes first; the others follow only after its answer.
    expect(starts.filter((at) => at >= startMs + 10_050 && at < startMs + 10_100).length).toBe(1);
  });

  it('repeats a refused call before later ones', async () => {
    const order: number[] = [];
    let refusals = 1;
    const calls = Array.from({ length: 8 }, (_, index) =>
      gate.run(async () => {
        order.push(index);
        await clock.delay(50);
        if (index === 1 && refusals-- > 0) throw refused(1_000);
      }),
    );
    await clock.runFor(Promise.all(calls));
    // The first answer allows two more calls.
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 1, 6, 7]);
  });

  it('starts a call first if the others depend on it', async () => {
    const order: string[] = [];
    const call = (name: string) => async () => {
      order.push(name);
      await clock.delay(50);
    };
    const calls = Array.from({ length: 8 }, () => gate.run(call('ordinary')));
    calls.push(gate.run(call('urgent'), undefined, 'first'));
    await clock.runFor(Promise.all(calls));
    expect(order.indexOf('urgent')).toBe(4);
  });

  it('takes back an unused permit when the gate closes or pauses', async () => {
    for (const error of [denied, refused(60_000)]) {
      gate = new Gate({ clock });
      const { promise: together, resolve } = Promise.withResolvers<void>();
      let failures = 1;
      const calls = [null, error, null, null].map((failure) =>
        gate.run(async () => {
          await together;
          if (failure !== null && failures-- > 0) throw failure;
        }),
      );
      const starts: number[] = [];
      const waiting = gate.run(callTaking(1, starts));
      const all = Promise.allSettled([...calls, waiting]);
      const untilMs = clock.now() + 60_000;
      resolve();
      await clock.settle();
      expect(starts).toEqual([]);
      await clock.runFor(all);
      expect(starts).toEqual(error === denied ? [] : [untilMs]);
    }
  });

  it('reports pauses, and their end even if no call waits', async () => {
    const states: GateState[] = [];
    gate.onChange((state) => states.push(state));
    let refusals = 1;
    const call = gate.run(callTaking(10, [], () => (refusals-- > 0 ? refused(60_000) : null)));
    await clock.runUntil(clock.now() + 20);
    expect(gate.state()).toEqual({ kind: 'paused', untilMs: clock.now() + 59_990 });
    await clock.runFor(call);
    expect(states.map(({ kind }) => kind)).toContain('paused');
    expect(gate.state().kind).toBe('open');

    const alone = new Gate({
      clock,
      memory: { pause: { fromMs: clock.now(), untilMs: clock.now() + 70_000 } },
    });
    const kinds: string[] = [];
    const unsubscribe = alone.onChange(({ kind }) => kinds.push(kind));
    await clock.runUntil(clock.now() + 80_000);
    expect(kinds).toEqual(['open']);
    unsubscribe();
  });

  it('continues an earlier pause after a restart', async () => {
    const refusal = gate.run(() => Promise.reject(refused(300_000)));
    refusal.catch(() => undefined);
    await clock.settle();
    gate.stop(new AppError('cancelled', 'Quit.'));
    const untilMs = clock.now() + 300_000;
    clock.set(clock.now() + 120_000);
    const next = new Gate({ clock, memory: JSON.parse(JSON.stringify(gate.memory())) });
    expect(next.state()).toEqual({ kind: 'paused', untilMs });
    const starts: number[] = [];
    await clock.runFor(next.run(callTaking(1, starts)));
    expect(starts).toEqual([untilMs]);
  });

  it('waits no longer if the clock is set back', async () => {
    let refusals = 1;
    const call = gate.run(callTaking(10, [], () => (refusals-- > 0 ? refused(20_000) : null)));
    await clock.runUntil(clock.now() + 1_000);
    const setBackMs = clock.now() - 3_600_000;
    clock.set(setBackMs);
    expect((await clock.runFor(call)) - setBackMs).toBeLessThan(60_000);
  });

  it('fails all waiting and later calls with the error that closed it', async () => {
    const starts: number[] = [];
    const calls = Array.from({ length: 30 }, (_, index) =>
      gate.run(callTaking(index === 2 ? 20 : 50, starts, () => (index === 2 ? denied : null))),
    );
    const results = await clock.runFor(Promise.allSettled(calls));
    expect(starts.length).toBe(4);
    const reasons = results.filter((result) => result.status === 'rejected');
    expect(reasons.length).toBe(30 - 3);
    expect(reasons.every(({ reason }) => reason === denied)).toBe(true);
    await expect(gate.run(callTaking(1, starts))).rejects.toBe(denied);
    expect(starts.length).toBe(4);
    expect(gate.state()).toEqual({ kind: 'stopped', error: denied });
  });

  it('accepts calls again after reopen', async () => {
    gate.stop(denied);
    gate.reopen();
    await expect(clock.runFor(gate.run(callTaking(1)))).resolves.toEqual(expect.any(Number));
  });

  it('drops calls that are aborted while they wait', async () => {
    const abort = new AbortController();
    const starts: number[] = [];
    const running = [1, 2, 3, 4].map(() => gate.run(callTaking(50, starts)));
    const waiting = gate.run(callTaking(50, starts), abort.signal);
    const other = gate.run(callTaking(50, starts));
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await clock.runFor(Promise.all([...running, other]));
    expect(starts.length).toBe(5);
    await expect(gate.run(callTaking(50, starts), abort.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    const pause = new AppError('folder-gone', 'Unplugged.');
    await expect(gate.run(callTaking(1), AbortSignal.abort(pause))).rejects.toBe(pause);
    expect(gate.state().kind).toBe('open');
  });

  it('passes on a call’s error, and continues', async () => {
    const bug = new TypeError('a bug');
    await expect(gate.run(() => Promise.reject(bug))).rejects.toBe(bug);
    const broken = new AppError('network', 'Broken.');
    await expect(gate.run(() => Promise.reject(broken))).rejects.toBe(broken);
    await expect(gate.run(() => Promise.resolve(1))).resolves.toBe(1);
  });

  it('follows a lowered and a raised ceiling', async () => {
    let underWay = 0;
    let most = 0;
    const call = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await clock.delay(50);
      underWay -= 1;
    };
    const calls = (count: number) =>
      clock.runFor(Promise.all(Array.from({ length: count }, () => gate.run(call))));
    await calls(1_000);
    expect(most).toBe(32);
    gate.setCeiling(2);
    most = 0;
    await calls(20);
    expect(most).toBe(2);
    expect(gate.state()).toMatchObject({ concurrency: 2 });
    gate.setCeiling(6);
    await calls(100);
    expect(most).toBe(6);
  });

  it('keeps to the rate that it has learned, and reports it', async () => {
    let refusals = 0;
    const startMs = clock.now();
    // Refuses more than ten calls in any second.
    const recent: number[] = [];
    const call = async () => {
      while ((recent[0] ?? Infinity) <= clock.now() - 1_000) recent.shift();
      recent.push(clock.now());
      const tooMany = recent.length > 10;
      await clock.delay(50);
      if (!tooMany) return;
      refusals += 1;
      throw refused(5_000);
    };
    await clock.runFor(Promise.all(Array.from({ length: 3_000 }, () => gate.run(call))));
    const perSecond = 3_000 / ((clock.now() - startMs) / 1_000);
    expect(perSecond).toBeGreaterThan(7);
    expect(refusals).toBeLessThan(50);
    const state = gate.state();
    expect(state.kind === 'open' && state.callsPerSecondCap).toBeGreaterThan(4);
  });
});
