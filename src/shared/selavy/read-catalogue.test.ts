import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSurveyFiles } from '#demo/products/survey-file.ts';
import { askPython, findPython } from '#main/testing/python.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { columnOf, type SelavyCatalogue } from './catalogue.ts';
import { createCatalogueReader, readCatalogue } from './read-catalogue.ts';

const SAMPLES = new URL('../../../../shared/samples/', import.meta.url);
const hasSamples = existsSync(SAMPLES);
const sample = (extension: string): string =>
  readFileSync(new URL(`selavy.components.${extension}`, SAMPLES), 'utf8');

const make = createSurveyFiles({ seed: 1, scale: 0.5, observations: demoObservations('tiny') });
/** A catalogue of the demo: its first field in Stokes I; negative sources with an `n` before the name. */
const demo = (kind: string, extension: string, stokes = 'I', prefix = ''): string =>
  Buffer.from(
    make(
      `/EPOCH01/COMBINED/STOKES${stokes}_SELAVY/${prefix}VAST_0918+00A.EPOCH01.${stokes}.selavy.${kind}.${extension}`,
      '',
    )!,
  ).toString();

/** All of a table but what text files don't have. */
const withoutUcds = ({ columns, rowCount }: SelavyCatalogue) => ({
  rowCount,
  columns: columns.map((column) => ({ ...column, ucd: null })),
});

const CATALOGUES = [
  ['components', demo('components', 'txt'), demo('components', 'xml')],
  ['islands', demo('islands', 'txt'), demo('islands', 'xml')],
  ['negative components', demo('components', 'txt', 'Q', 'n'), demo('components', 'xml', 'Q', 'n')],
] as const;

describe('a catalogue of selavy', () => {
  it('has a row for each source', () => {
    const rows = demo('islands', 'txt').trimEnd().split('\n').length - 2;
    expect(rows).toBeGreaterThan(5);
    expect(readCatalogue(demo('islands', 'xml')).rowCount).toBe(rows);
  });

  it.each(CATALOGUES)('of %s is the same table, as text and as VOTable', (_, text, votable) => {
    const [one, other] = [readCatalogue(text), readCatalogue(votable)];
    expect(withoutUcds(one)).toEqual(withoutUcds(other));
    expect(columnOf(other, 'flux_peak')?.ucd).toContain('phot.flux.density');
  });

  it.skipIf(!hasSamples)('that selavy itself wrote has all its columns, units and kinds', () => {
    const [text, votable] = [readCatalogue(sample('txt')), readCatalogue(sample('xml'))];
    const heads = ({ columns }: SelavyCatalogue) =>
      columns.map(({ name, unit, kind }) => ({ name, unit, kind }));
    expect(heads(text)).toEqual(heads(votable));
    expect(text.columns).toHaveLength(38);
    expect([text.rowCount, votable.rowCount]).toEqual([7, 4]);
    expect(columnOf(text, 'island_id')?.values[6]).toBe('island_6');
    expect(columnOf(text, 'dec_deg_cont')).toMatchObject({ unit: 'deg', kind: 'number' });
    expect(columnOf(text, 'flux_peak')?.values[0]).toBe(3000.461609);
    expect(columnOf(text, 'flag_c4')).toMatchObject({ unit: null, kind: 'integer' });
    // −99 stands for a spectral index that was not fitted.
    expect(columnOf(text, 'spectral_index')?.values[0]).toBeNaN();
    expect(columnOf(votable, 'comment')?.values).toEqual(['', '', '', '']);
  });

  it('keeps what it read, however its text is cut into parts', () => {
    const [, text, votable] = CATALOGUES[0];
    const short = votable.replace(/(<TR>[^]*?<\/TR>\s*){3}/, '');
    for (const whole of [text.split('\n').slice(0, 6).join('\n'), short]) {
      const expected = readCatalogue(whole);
      fc.assert(
        fc.property(fc.array(fc.nat(whole.length), { maxLength: 8 }), (cuts) => {
          const reader = createCatalogueReader();
          let from = 0;
          for (const to of [...cuts.toSorted((a, b) => a - b), whole.length]) {
            reader.push(whole.slice(from, to));
            from = to;
          }
          expect(reader.end()).toEqual(expected);
        }),
        { numRuns: 30 },
      );
    }
  });

  it('without sources has its columns and no rows', () => {
    const [names, units] = demo('components', 'txt').split('\n');
    const empty = readCatalogue(`${names}\n${units}\n`);
    expect(empty.rowCount).toBe(0);
    expect(columnOf(empty, 'flux_int')).toMatchObject({ unit: 'mJy', kind: 'number' });
  });

  it('has comments in those rows that have them, blanks and all', () => {
    const [names, units, first, second] = demo('components', 'txt').split('\n') as [
      string,
      string,
      string,
      string,
    ];
    const remarked = `${second.trimEnd()} two words`;
    const { columns } = readCatalogue([names, units, first, remarked, ''].join('\r\n'));
    expect(columns.at(-1)).toMatchObject({ name: 'comment', values: ['', 'two words'] });
  });

  const python = findPython('astropy');
  it.skipIf(python === null)('holds what astropy reads in its VOTable (where installed)', () => {
    const script = fileURLToPath(new URL('testdata/astropy_votable.py', import.meta.url));
    const texts = CATALOGUES.map(([, , votable]) => votable);
    for (const votable of hasSamples ? [...texts, sample('xml')] : texts) {
      const theirs = askPython(python!, script, votable) as Record<string, unknown[]>;
      const { columns } = readCatalogue(votable);
      expect(columns.map(({ name }) => name)).toEqual(Object.keys(theirs));
      for (const { name, kind, values } of columns) {
        const cells = theirs[name]!;
        expect(values).toHaveLength(cells.length);
        for (const [row, cell] of cells.entries()) {
          const value = values[row]!;
          if (kind === 'text') expect(value).toBe(cell);
          else if (name.startsWith('spectral_') && cell === -99) expect(value).toBeNaN();
          // Its floats have 32 bits.
          else if (kind === 'number')
            expect(Math.fround(value as number)).toBe(Math.fround(cell as number));
          else expect(value).toBe(cell);
        }
      }
    }
  });
});

describe('what is no good catalogue', () => {
  const text = demo('components', 'txt');
  const lines = text.split('\n');
  const votable = demo('components', 'xml');

  it.each([
    ['', /is empty: download it again/],
    ['a,b\n1,2\n', /no catalogue of selavy.*first line/],
    [`\u0089PNG\r\n${'x'.repeat(70_000)}`, /no catalogue of selavy/],
    [lines[0]!, /ends after its line of names.*Download it again/],
    [text.slice(0, -60), /has \d+ of 38 columns in line \d+: .*cut off/],
    [
      lines.with(2, lines[2]!.replace(/ \d+\.\d+ /, ' 12.x4 ')).join('\n'),
      /Line 3 .*"12\.x4" where \w+ should be a number/,
    ],
    [votable.slice(0, -200), /ends in row \d+: the file is cut off/],
    [votable.replace('</TD>', '</TR>'), /no good XML: line \d+, /],
    ['<html><body>Sign in</body></html>', /ends in row 1|holds no table/],
    [votable.replace(/<TD>[^<]*<\/TD>/, ''), /Row 1 of the catalogue has 37 of 38 columns/],
    [votable.replace('<TABLEDATA>', '<BINARY>'), /BINARY.*another program/],
  ])('is refused in words (%#)', (bad, message) => {
    expect(() => readCatalogue(bad)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(() => readCatalogue(bad)).toThrow(message);
  });
});
