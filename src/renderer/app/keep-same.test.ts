import { describe, expect, it } from 'vitest';
import type { JobRow } from '#shared/downloads/job-row.ts';
import { keepSamePhase, keepSameRows } from './keep-same.ts';

const row = (id: number, bytesDone = 0): JobRow => ({
  id,
  path: `/${id}.fits`,
  size: 1e6,
  bytesDone,
  state: 'queued',
  attempts: 0,
  retryAtMs: 0,
  failure: { code: 'network', message: 'No network.' },
  assurance: null,
  outcome: null,
});

describe('keepSameRows', () => {
  it('returns the same objects, and the same list, if nothing has changed', () => {
    const before = [row(1), row(2)];
    expect(keepSameRows(before, [row(1), row(2)])).toBe(before);
    const changed = keepSameRows(before, [row(1), row(2, 5)]);
    expect(changed[0]).toBe(before[0]);
    expect(changed[1]).toEqual(row(2, 5));
  });

  it('follows rows that have moved or been removed', () => {
    const before = [row(1), row(2), row(3)];
    const moved = keepSameRows(before, [row(3), row(1)]);
    expect(moved).toEqual([row(3), row(1)]);
    expect(moved[0]).toBe(before[2]);
  });
});

describe('keepSamePhase', () => {
  it('returns the same object while the phase is the same', () => {
    const resting = (untilMs: number) =>
      ({ kind: 'resting', untilMs, failure: { code: 'network', message: 'No network.' } }) as const;
    const before = resting(5);
    expect(keepSamePhase(before, resting(5))).toBe(before);
    expect(keepSamePhase(before, resting(6))).toEqual(resting(6));
    expect(keepSamePhase(undefined, { kind: 'idle' })).toEqual({ kind: 'idle' });
  });
});
