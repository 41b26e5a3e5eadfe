import { describe, expect, it } from 'vitest';
import type { JobRow } from '#shared/downloads/job-row.ts';
import { beforeWhich, followCursor } from './job-cursor.ts';

const pageOf = (ids: readonly number[], offset = 0, total = ids.length + offset) => ({
  offset,
  total,
  rows: ids.map((id) => ({ id, state: 'queued' }) as JobRow),
});

describe('the cursor of the queue', () => {
  it('stays with its file when the list changes', () => {
    const cursor = { index: 2, id: 12 };
    expect(followCursor(cursor, pageOf([10, 11, 12]))).toEqual({
      index: 2,
      row: { id: 12, state: 'queued' },
    });
    expect(followCursor(cursor, pageOf([12, 13, 14]))).toEqual({
      index: 0,
      row: { id: 12, state: 'queued' },
    });
  });

  it('is on no file after its own has left the list', () => {
    expect(followCursor({ index: 2, id: 12 }, pageOf([10, 11, 13])).row).toBeUndefined();
  });

  it('takes the row that arrives at its position', () => {
    const cursor = { index: 205, id: null };
    expect(followCursor(cursor, pageOf([1, 2, 3])).row).toBeUndefined();
    const ids = Array.from({ length: 100 }, (_, at) => at + 200);
    expect(followCursor(cursor, pageOf(ids, 200)).row).toMatchObject({ id: 205 });
  });
});

describe('the position to move files to', () => {
  it('is before a file, or at the end', () => {
    const page = pageOf([10, 11, 12]);
    expect(beforeWhich(1, page)).toBe(11);
    expect(beforeWhich(3, page)).toBeNull();
  });

  it('is the end of the waiting files for rows below them, and undefined among failed files', () => {
    const states = ['failed', 'queued', 'paused', 'done'] as const;
    const rows = states.map((state, id) => ({ id, state }) as JobRow);
    const before = (index: number) => beforeWhich(index, { rows, offset: 0, total: 4 });
    expect([0, 1, 2, 3, 4].map(before)).toEqual([undefined, 1, null, null, null]);
  });

  it('is undefined above the first file and among rows that are not loaded', () => {
    expect(beforeWhich(-1, pageOf([10, 11]))).toBeUndefined();
    expect(beforeWhich(500, pageOf([10, 11], 0, 42_000))).toBeUndefined();
  });
});
