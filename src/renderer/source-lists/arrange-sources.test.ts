import { describe, expect, it } from 'vitest';
import { arrangeSources } from './arrange-sources.ts';
import type { SourceSort } from './worker-calls.ts';
import { packNames } from './source-names.ts';

const SOURCES = [
  { name: 'b 10', raDeg: 322.4375, decDeg: -4.485 },
  { name: 'far', raDeg: 100, decDeg: 80 },
  { name: 'b 2', raDeg: 3.1, decDeg: 0.02 },
  { name: 'Az', raDeg: 320, decDeg: -6.3 },
];

function arranged(text: string, sort: SourceSort | null = null): readonly string[] {
  const found = arrangeSources({
    names: packNames(SOURCES),
    raDeg: Float64Array.from(SOURCES, ({ raDeg }) => raDeg),
    decDeg: Float64Array.from(SOURCES, ({ decDeg }) => decDeg),
    text,
    sort,
  });
  return [...found].map((source) => SOURCES[source]!.name);
}

describe('sources with a text', () => {
  it('have it in their name, in any case', () => {
    expect(arranged('B ')).toEqual(['b 10', 'b 2']);
    expect(arranged('az')).toEqual(['Az']);
    expect(arranged('nobody')).toEqual([]);
    expect(arranged('')).toEqual(['b 10', 'far', 'b 2', 'Az']);
  });

  it('or lie in a field that has it', () => {
    expect(arranged('2118-06')).toEqual(['b 10', 'Az']);
    expect(arranged('vast_')).toEqual(['b 10', 'b 2', 'Az']);
  });
});

describe('an order of sources', () => {
  it('by name takes numbers as numbers and no notice of case', () => {
    expect(arranged('', { by: 'name', descending: false })).toEqual(['Az', 'b 2', 'b 10', 'far']);
    expect(arranged('', { by: 'name', descending: true })).toEqual(['far', 'b 10', 'b 2', 'Az']);
  });

  it('by position, after a filter', () => {
    expect(arranged('b', { by: 'ra', descending: false })).toEqual(['b 2', 'b 10']);
    expect(arranged('', { by: 'dec', descending: true })).toEqual(['far', 'b 2', 'b 10', 'Az']);
  });

  it('by field, epochs or separation has sources outside at its end, either way', () => {
    for (const by of ['field', 'epochs', 'separation'] as const) {
      for (const descending of [false, true]) {
        expect(arranged('', { by, descending }).at(-1)).toBe('far');
      }
    }
    expect(arranged('', { by: 'field', descending: true })).toEqual(['b 10', 'Az', 'b 2', 'far']);
  });
});
