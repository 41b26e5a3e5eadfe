import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askPython, findPython } from '#main/testing/python.ts';
import { readDelimitedTable } from '#shared/format/delimited-table.ts';
import type { SelavyCatalogue } from './catalogue.ts';
import { readCatalogue } from './read-catalogue.ts';
import { csvOf, votableOf } from './write-catalogue.ts';

const CATALOGUE: SelavyCatalogue = {
  rowCount: 2,
  columns: [
    { name: 'component_id', kind: 'text', unit: null, ucd: 'meta.id', values: ['a', 'b'] },
    {
      name: 'ra_deg_cont',
      kind: 'number',
      unit: 'deg',
      ucd: 'pos.eq.ra',
      values: Float64Array.of(139.5, 0),
    },
    {
      name: 'flux_peak',
      kind: 'number',
      unit: 'mJy/beam',
      ucd: null,
      values: Float64Array.of(1.5, Number.NaN),
    },
    {
      name: 'solid_angle',
      kind: 'number',
      unit: 'arcmin**2',
      ucd: null,
      values: Float64Array.of(-1e-9, 2),
    },
    {
      name: 'flag_c4',
      kind: 'integer',
      unit: null,
      ucd: null,
      values: Float64Array.of(1, Number.NaN),
    },
    { name: 'comment', kind: 'text', unit: null, ucd: null, values: ['<&"', 'a, "b"'] },
  ],
};
const votable = [...votableOf(CATALOGUE, 'Components of "EPOCH01"')].join('');

describe('a catalogue that is saved', () => {
  it('as VOTable comes back as it was', () => {
    expect(readCatalogue(votable)).toEqual(CATALOGUE);
  });

  it('as CSV has names first, and missing values as empty cells', () => {
    const { rows } = readDelimitedTable([...csvOf(CATALOGUE)].join(''), { delimiter: ',' });
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['component_id', 'ra_deg_cont', 'flux_peak', 'solid_angle', 'flag_c4', 'comment'],
      ['a', '139.5', '1.5', '-1e-9', '1', '<&"'],
      ['b', '0', '', '2', '', 'a, "b"'],
    ]);
  });

  it('without rows is still a table', () => {
    const none = { ...CATALOGUE, rowCount: 0 };
    expect(readCatalogue([...votableOf(none, 'none')].join('')).rowCount).toBe(0);
  });

  const python = findPython('astropy');
  it.skipIf(python === null)(
    'is read by astropy without a warning, units and all (where installed)',
    () => {
      const script = fileURLToPath(new URL('testdata/astropy_table.py', import.meta.url));
      const { columns, warnings } = askPython(python!, script, votable) as {
        columns: Record<string, unknown[]>;
        warnings: string[];
      };
      expect(warnings).toEqual([]);
      expect(columns).toEqual({
        component_id: ['a', 'b'],
        ra_deg_cont: [139.5, 0],
        flux_peak: [0.0015, null],
        solid_angle: [-1e-9, 2],
        flag_c4: [1, null],
        comment: ['<&"', 'a, "b"'],
      });
    },
  );

  const hasStilts = spawnSync('stilts', ['-version']).status === 0;
  it.skipIf(!hasStilts)('draws no complaint from votlint (where STILTS is installed)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'votlint-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'catalogue.xml');
    writeFileSync(file, votable);
    const { status, stdout, stderr } = spawnSync('stilts', ['votlint', file], { encoding: 'utf8' });
    expect({ status, said: `${stdout}${stderr}` }).toEqual({ status: 0, said: '' });
  });
});
