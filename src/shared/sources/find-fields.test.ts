import { existsSync, readFileSync } from 'node:fs';
import { assert, double, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDelimitedTable } from '#shared/format/delimited-table.ts';
import { beamsOf } from '#shared/sky/beams.ts';
import { separationDeg } from '#shared/sky/separation.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { OBSERVATIONS } from '#shared/survey/observations.ts';
import { createFieldFinder } from './field-finder.ts';
import { createFieldSearch, findFields } from './find-fields.ts';
import { findNearestBeams } from './nearest-beam.ts';
import type { Source } from './source.ts';
import { fieldNameTable, vastToolsTable } from './write-find-fields.ts';

/** The survey's facts and astropy's answers, where they lie beside the project. */
const PUBLISHED = new URL('../../../../shared/survey/', import.meta.url);
const absent = !existsSync(PUBLISHED);

function publishedSources(): Source[] {
  const text = readFileSync(new URL('find-fields-sources.csv', PUBLISHED), 'utf8');
  return readDelimitedTable(text)
    .rows.slice(1)
    .map(({ cells: [name = '', ra, dec] }) => ({ name, raDeg: Number(ra), decDeg: Number(dec) }));
}

const source = (name: string, raDeg: number, decDeg: number): Source => ({ name, raDeg, decDeg });
const between = (min: number, max: number) => double({ min, max, noNaN: true });
const position = [between(0, 359.999_999), between(-90, 90)] as const;

const BEAMS = FIELDS.map((field) => beamsOf(field));

/** The rule without cells, and with other formulas. */
function plainly(raDeg: number, decDeg: number, maxSepDeg: number) {
  const here = { raDeg, decDeg };
  const fields = FIELDS.map((field, index) => {
    const beams = BEAMS[index]!.map((beam) => separationDeg(beam, here));
    return { index, centre: separationDeg(field, here), nearest: Math.min(...beams) };
  });
  const byCentre = fields.toSorted((a, b) => a.centre - b.centre);
  return {
    primary: byCentre[0]!.index,
    primaryDeg: byCentre[0]!.centre,
    candidates: byCentre.filter(({ nearest }) => nearest < maxSepDeg),
    nearest: fields.toSorted((a, b) => a.nearest - b.nearest)[0]!,
  };
}

describe('finding fields', () => {
  it.skipIf(absent)('gives the table that vast-tools 3.x gives for 80 sources', () => {
    const golden = readFileSync(new URL('find-fields-golden.csv', PUBLISHED), 'utf8');
    const sources = publishedSources();
    const found = findFields(sources);
    expect([...vastToolsTable(found, sources)]).toEqual(golden.trimEnd().split('\n'));
    const inside = new Set(golden.split('\n').map((line) => line.split(',')[0]));
    expect(found.outside.map((index) => sources[index]!.name)).toEqual(
      sources.map(({ name }) => name).filter((name) => !inside.has(name)),
    );
  });

  it('agrees with the rule spelled out, anywhere on the sky and at any limit', () => {
    assert(
      property(...position, between(0.1, 3), (raDeg, decDeg, maxSepDeg) => {
        const finder = createFieldFinder(maxSepDeg);
        const { primary, candidates } = finder.find({ raDeg, decDeg });
        const expected = plainly(raDeg, decDeg, maxSepDeg);
        // At a pole, all fields of a declination are as far.
        const primaryDeg = separationDeg(FIELDS[primary]!, { raDeg, decDeg });
        expect(primaryDeg).toBeCloseTo(expected.primaryDeg, 9);
        expect(candidates.map(({ field }) => field)).toEqual(
          expected.candidates.map(({ index }) => index),
        );
        for (const [at, { separationDeg: ours }] of candidates.entries()) {
          expect(ours).toBeCloseTo(expected.candidates[at]!.nearest, 9);
        }
        const nearest = finder.nearest({ raDeg, decDeg });
        expect(nearest.separationDeg).toBeCloseTo(expected.nearest.nearest, 9);
      }),
      { numRuns: 400 },
    );
  });

  it('agrees with the rule spelled out within the fields and around them', () => {
    assert(
      property(between(0, 112.999), between(-6, 6), between(-6, 6), (index, east, north) => {
        const field = FIELDS[Math.floor(index)]!;
        const raDeg = (field.raDeg + east / Math.cos((field.decDeg * Math.PI) / 180) + 360) % 360;
        const decDeg = field.decDeg + north;
        const { primary, candidates } = createFieldFinder(1.5).find({ raDeg, decDeg });
        const expected = plainly(raDeg, decDeg, 1.5);
        expect([primary, ...candidates.map((one) => one.field)]).toEqual([
          expected.primary,
          ...expected.candidates.map((one) => one.index),
        ]);
      }),
      { numRuns: 400 },
    );
  });

  it('returns another field if the primary one was not observed in an epoch', () => {
    const sources = [source('S056', 0.001, -5.602_283)];
    const found = findFields(sources, { epochs: ['01', '03x'] });
    expect([...vastToolsTable(found, sources)].slice(1)).toEqual([
      'S056,0.001000,-5.602283,VAST_0012-06A,1,9667,2019-08-27 15:42:23.957,VAST_0012-06A',
      'S056,0.001000,-5.602283,VAST_2347-06A,3x,10335,2019-10-29 13:53:30.071,VAST_0012-06A',
    ]);
  });

  it('gives all fields that see a source where they are asked for', () => {
    const sources = [source('S056', 0.001, -5.602_283)];
    const fields = (allFields: boolean): string[] => {
      const found = findFields(sources, { epochs: ['01'], allFields });
      return found.tilesOf(0).map(({ observation }) => observation.field);
    };
    expect(fields(false)).toEqual(['VAST_0012-06A']);
    expect(fields(true).toSorted()).toEqual(['VAST_0012-06A', 'VAST_2347-06A']);
  });

  it('gives a row for each of the scheduling blocks of a field that was observed twice in an epoch', () => {
    const [field, epoch] = Object.entries(
      Object.groupBy(OBSERVATIONS, (one) => `${one.field} ${one.epoch}`),
    )
      .find(([, tiles]) => tiles!.length > 1)![0]
      .split(' ') as [string, string];
    const centre = FIELDS.find(({ name }) => name === field)!;
    const sources = [source('twice', centre.raDeg, centre.decDeg)];
    const found = findFields(sources, { epochs: [epoch] });
    expect(found.length).toBe(2);
    expect(new Set(found.tilesOf(0).map((tile) => tile.observation.sbid)).size).toBe(2);
    expect(findNearestBeams(sources, epoch).tiles).toHaveLength(1);
  });

  it('puts an observation without times first and leaves its date empty', () => {
    const sources = [source('S012', 334.352_806, -43.342_394)];
    const lines = [...vastToolsTable(findFields(sources), sources)];
    expect(lines[1]).toBe('S012,334.352806,-43.342394,VAST_2219-43A,8,11598,,VAST_2219-43A');
  });

  it('separates sources outside of all fields from those that were not observed in the epochs asked for', () => {
    const sources = [source('far', 40, 80), source('epoch', 3.1, -0.1), source('in', 207.9, 0.1)];
    const found = findFields(sources, { epochs: ['03x'] });
    expect(found.outside).toEqual([0]);
    expect(found.nearestField(0).name).toMatch(/^VAST_\d{4}\+00A$/);
    expect(found.nearestField(0).separationDeg).toBeGreaterThan(70);
    const epoch = findFields(sources.slice(1), { epochs: ['04x'] });
    const seen = new Set([...epoch.tiles()].map((tile) => tile.source));
    expect(new Set([...seen, ...epoch.unobserved])).toEqual(new Set([0, 1]));
    expect(epoch.outside).toEqual([]);
  });

  it('sorts by name as Python does, then by date, also across sources of one name', () => {
    const sources = [
      source('b', 3.1, 0.1),
      source('a', 207.9, 0.1),
      source('B', 9.3, -0.1),
      source('b', 139.6, 0.1),
    ];
    const lines = [...vastToolsTable(findFields(sources), sources)].slice(1);
    const keys = lines.map((line) => line.split(',')).map((cells) => [cells[0]!, cells[6]!]);
    expect(keys).toEqual(
      keys.toSorted((x, y) => (x[0] === y[0] ? (x[1]! < y[1]! ? -1 : 1) : x[0]! < y[0]! ? -1 : 1)),
    );
    expect(keys[0]![0]).toBe('B');
    expect(
      new Set(lines.filter((line) => line.startsWith('b,')).map((line) => line.split(',')[1])).size,
    ).toBe(2);
  });

  it('is the same in slices as in one go', () => {
    const sources = Array.from({ length: 500 }, (_, index) =>
      source(`n${index}`, (index * 137.508) % 360, ((index * 7.3) % 160) - 80),
    );
    const search = createFieldSearch(sources);
    let slices = 1;
    while (search.step(64)) slices += 1;
    expect(slices).toBe(8);
    expect([...vastToolsTable(search.result(), sources)]).toEqual([
      ...vastToolsTable(findFields(sources), sources),
    ]);
  });

  it('quotes names that would break the table, and writes no negative zero', () => {
    const sources = [source('a, "b"', 3.1, -1e-9)];
    const [, first] = vastToolsTable(findFields(sources, { epochs: ['01'] }), sources);
    expect(first).toMatch(/^"a, ""b""",3\.100000,0\.000000,VAST_/);
  });
});

describe('finding fields as vast-tools 1.x does', () => {
  it('gives the rows of the old manual', () => {
    const sources = [
      source('Q 2123-4429B', 321.749_583_333_333, -44.268_611_111_111_1),
      source('ESO 148-IG02', 348.945, -59.054_444_444_444_4),
      source('far', 40, 80),
    ];
    const found = findNearestBeams(sources, '01');
    expect([...fieldNameTable(found, sources)]).toEqual([
      'ra,dec,name,sbid,field_name',
      '321.749583333333,-44.2686111111111,Q 2123-4429B,9673,VAST_2112-43A',
      '348.945,-59.0544444444444,ESO 148-IG02,9673,VAST_2256-56A',
    ]);
    expect(found.outside).toEqual([2]);
  });

  it('takes the nearest beam of the epoch, even if another centre is nearer', () => {
    assert(
      property(
        between(0, 112.999),
        between(-4.5, 4.5),
        between(-4.5, 4.5),
        (index, east, north) => {
          const field = FIELDS[Math.floor(index)]!;
          const raDeg = (field.raDeg + east / Math.cos((field.decDeg * Math.PI) / 180) + 360) % 360;
          const here = { name: 'x', raDeg, decDeg: field.decDeg + north };
          const observed = FIELDS.filter(({ name }) =>
            OBSERVATIONS.some((one) => one.epoch === '09' && one.field === name),
          ).map(({ name, ...centre }) => ({
            name,
            nearest: Math.min(...beamsOf(centre).map((beam) => separationDeg(beam, here))),
          }));
          const best = observed.toSorted((a, b) => a.nearest - b.nearest)[0]!;
          const [tile] = findNearestBeams([here], '09').tiles;
          expect(tile?.observation.field).toBe(best.nearest < 1 ? best.name : undefined);
        },
      ),
      { numRuns: 200 },
    );
  });
});
