import { describe, expect, it } from 'vitest';
import { daysOfEpoch, formatDays, tilesOf } from './observed.ts';

describe('The days of an epoch', () => {
  it('are formatted as short as possible', () => {
    expect(formatDays(Date.UTC(2019, 7, 27), Date.UTC(2019, 7, 28))).toBe('27–28 Aug 2019');
    expect(formatDays(Date.UTC(2020, 0, 11), Date.UTC(2020, 1, 1))).toBe('11 Jan – 1 Feb 2020');
    expect(formatDays(Date.UTC(2019, 11, 31), Date.UTC(2020, 0, 1))).toBe(
      '31 Dec 2019 – 1 Jan 2020',
    );
    expect(formatDays(Date.UTC(2020, 0, 1, 3), Date.UTC(2020, 0, 1, 9))).toBe('1 Jan 2020');
  });

  it('come from the survey’s tables', () => {
    expect(daysOfEpoch('01')).toBe('27–28 Aug 2019');
    expect(tilesOf('01', 'VAST_0918+00A').map(({ sbid }) => sbid)).toEqual([9668]);
    expect(daysOfEpoch('99')).toBe('');
  });
});
