import { expect, test } from 'vitest';
import type { SelavyCatalogue } from './catalogue.ts';
import { componentsOf } from './components-of.ts';

const described = { unit: null, ucd: null };
const numbers = (name: string, values: readonly number[]) =>
  ({ ...described, name, kind: 'number', values: Float64Array.from(values) }) as const;
const positions = [numbers('ra_deg_cont', [139.5, 140]), numbers('dec_deg_cont', [-1, 2])];

test('componentsOf takes names, positions and peaks', () => {
  const names = { ...described, name: 'component_name', kind: 'text', values: ['J0918a', ''] };
  const catalogue = {
    columns: [...positions, numbers('flux_peak', [1.5, 2]), names],
    rowCount: 2,
  } as SelavyCatalogue;
  expect(componentsOf(catalogue)).toEqual({
    names: ['J0918a', '2'],
    raDeg: Float64Array.of(139.5, 140),
    decDeg: Float64Array.of(-1, 2),
    peak: Float64Array.of(1.5, 2),
  });
});

test('componentsOf takes a catalogue without names and peaks, and refuses one without positions', () => {
  const found = componentsOf({ columns: positions, rowCount: 2 });
  expect(found.names).toEqual(['1', '2']);
  expect(found.peak.every(Number.isNaN)).toBe(true);
  expect(() => componentsOf({ columns: [positions[0]!], rowCount: 2 })).toThrow(/dec_deg_cont/);
});
