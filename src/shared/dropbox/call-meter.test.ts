import { describe, expect, it } from 'vitest';
import { type CallMeter, callsPerSecond, countCall, startMeter } from './call-meter.ts';

function count(meter: CallMeter, fromMs: number, calls: number, everyMs: number): CallMeter {
  let counted = meter;
  for (let call = 0; call < calls; call += 1) counted = countCall(counted, fromMs + call * everyMs);
  return counted;
}

describe('call meter', () => {
  it('measures a steady pace, over the edges of its windows', () => {
    for (const calls of [20, 50, 95, 300]) {
      const meter = count(startMeter(0), 0, calls, 100);
      expect(callsPerSecond(meter, calls * 100)).toBeCloseTo(10, 0);
    }
  });

  it('takes a burst for what it was in one second', () => {
    expect(callsPerSecond(count(startMeter(0), 0, 7, 1), 10)).toBe(7);
  });

  it('forgets what was before a rest', () => {
    const meter = count(count(startMeter(0), 0, 500, 10), 60_000, 3, 100);
    expect(callsPerSecond(meter, 61_000)).toBe(3);
  });
});
