import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EPOCHS, normaliseEpoch, shortEpoch } from './epochs.ts';
import { FIELDS, fieldNamed } from './fields.ts';
import { FOOTPRINT } from './footprint.ts';
import { OBSERVATIONS } from './observations.ts';

/** The survey's facts as published, where they lie beside the project. */
const PUBLISHED = new URL('../../../../shared/survey/', import.meta.url);
const absent = !existsSync(PUBLISHED);

function publishedRows(name: string): string[][] {
  return readFileSync(new URL(name, PUBLISHED), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

describe('the facts restated here', () => {
  it.skipIf(absent)('are the published fields', () => {
    expect(FIELDS).toEqual(
      publishedRows('fields.csv').map(([name, ra, dec, nvss, sumss]) => ({
        name,
        raDeg: Number(ra),
        decDeg: Number(dec),
        qcNvss: nvss === '1',
        qcSumss: sumss === '1',
      })),
    );
  });

  it.skipIf(absent)('are the published observations', () => {
    expect(OBSERVATIONS).toEqual(
      publishedRows('observations.csv').map(([epoch, field, sbid, start, end]) => ({
        epoch,
        field,
        sbid: Number(sbid),
        startUtc: start || null,
        endUtc: end || null,
      })),
    );
  });

  it.skipIf(absent)('are the published footprint', () => {
    expect(FOOTPRINT).toEqual(
      publishedRows('footprint.csv').map(([, lon, lat]) => ({
        lonDeg: Number(lon),
        latDeg: Number(lat),
      })),
    );
  });

  it('agree with one another', () => {
    expect(FIELDS).toHaveLength(113);
    expect(OBSERVATIONS).toHaveLength(710);
    expect(FOOTPRINT).toHaveLength(36);
    expect([...new Set(OBSERVATIONS.map(({ epoch }) => epoch))]).toEqual(EPOCHS);
    expect(OBSERVATIONS.every(({ field }) => fieldNamed(field) !== undefined)).toBe(true);
    for (const { startUtc, endUtc } of OBSERVATIONS) {
      if (startUtc === null || endUtc === null) continue;
      const minutes = (Date.parse(`${endUtc}Z`) - Date.parse(`${startUtc}Z`)) / 60_000;
      expect(minutes).toBeGreaterThan(0);
      expect(minutes).toBeLessThan(120);
    }
  });
});

describe('an epoch’s name', () => {
  it.each([
    ['1', '01'],
    ['01', '01'],
    ['001', '01'],
    ['4x', '04x'],
    [' 04X ', '04x'],
    ['11x', '11x'],
    ['EPOCH03x', '03x'],
    ['12', '12'],
  ])('%j is %s', (text, epoch) => {
    expect(normaliseEpoch(text)).toBe(epoch);
  });

  it.each(['', 'x', '1y', '1,2', '-1', '1.0', 'EPOCH'])('%j is none', (text) => {
    expect(normaliseEpoch(text)).toBeNull();
  });

  it('is short where people write it', () => {
    expect(EPOCHS.map(shortEpoch).join(' ')).toBe('1 2 3x 4x 5x 6x 7x 8 9 10x 11x');
    expect(EPOCHS.map(shortEpoch).map(normaliseEpoch)).toEqual(EPOCHS);
  });
});
