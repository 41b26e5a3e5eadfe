import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const nowMs = Date.UTC(2026, 10, 23, 12, 0, 0);
const after = (header: string | null, body: unknown = null, date: string | null = null) =>
  retryAfterMs({ header, date, body }, nowMs);

describe('retryAfterMs', () => {
  it('reads seconds', () => {
    expect(after('15')).toBe(15_000);
    expect(after(' 0 ')).toBe(0);
    expect(after('1.5')).toBe(1_500);
  });

  it('reads a date, relative to the date of the answer if it has one', () => {
    expect(after('Mon, 23 Nov 2026 12:05:00 GMT')).toBe(300_000);
    expect(after('Mon, 23 Nov 2026 11:00:00 GMT')).toBe(0);
    const wrongClock = after(
      'Sat, 01 Jan 2022 00:00:30 GMT',
      null,
      'Sat, 01 Jan 2022 00:00:00 GMT',
    );
    expect(wrongClock).toBe(30_000);
  });

  it('reads Dropbox’s body if the header is missing', () => {
    const body = { error: { reason: { '.tag': 'too_many_requests' }, retry_after: 300 } };
    expect(after(null, body)).toBe(300_000);
    expect(after('2', body)).toBe(2_000);
    expect(after('soon', body)).toBe(300_000);
    expect(after(null, { retry_after: 7 })).toBe(7_000);
  });

  it('knows when nothing is said', () => {
    for (const header of [null, '', '-5', 'soon', '1e9x', '2026-11-23']) {
      expect(after(header)).toBeNull();
    }
    for (const body of ['too many', '', null, {}, { error: 'x' }, { error: { retry_after: -1 } }]) {
      expect(after(null, body)).toBeNull();
    }
  });

  it('never gives anything but null or a time ahead', () => {
    const text = fc.oneof(fc.string(), fc.date().map(String), fc.integer().map(String));
    fc.assert(
      fc.property(text, fc.jsonValue(), text, (header, body, date) => {
        const waitMs = after(header, body, date);
        expect(waitMs === null || waitMs >= 0).toBe(true);
      }),
    );
  });
});
