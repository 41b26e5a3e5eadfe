import { expect, it } from 'vitest';
import { originOf } from './origin-of.ts';

it('HISTORY has the program with its version, and the date of the list of files', () => {
  const listedAtMs = Date.UTC(2026, 10, 29, 23);
  const of = (source: string | null): string => originOf('1.2.3', { source, listedAtMs });
  expect(of('crawled')).toBe('vast-pilot 1.2.3, list of files of 2026-11-29');
  expect(of('demo')).toBe('vast-pilot 1.2.3, list of files of the demo');
  expect(of(null)).toBe('vast-pilot 1.2.3');
});
