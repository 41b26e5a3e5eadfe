import { describe, expect, it } from 'vitest';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { readCatalogue } from '#shared/selavy/read-catalogue.ts';
import { createComponentFinder } from './component-at.ts';
import { type CurvePoint, fluxOf, limitOf, mjdOf } from './curve-point.ts';
import { catalogueFiles, pointsOf, type Searched, searchOf } from './curve-points.ts';
import { curveTable } from './curve-table.ts';
import { chooseVisits } from './curve-visits.ts';
import { milliJanskys } from './milli-janskys.ts';

const FIELD = 'VAST_0918+00A';
const SOURCE = { name: '=a, b', raDeg: 139.65, decDeg: -0.17 };
const selavy = (sign: string, end: string, stokes = 'V'): string =>
  `/EPOCH01/COMBINED/STOKES${stokes}_SELAVY/${sign}${FIELD}.EPOCH01.${stokes}.selavy.components.${end}`;
const NAMES = 'component_id ra_deg_cont dec_deg_cont flux_peak flux_peak_err flux_int flux_int_err';
const row = (id: string, decDeg: number): string => `${id} 139.65 ${decDeg} 2 0.5 3 0.75`;
const searched = (...rows: readonly string[]): Searched => {
  const find = createComponentFinder(readCatalogue([`# ${NAMES}`, ...rows, ''].join('\n')));
  return { kind: 'read', found: [find(SOURCE, 10)] };
};

describe('a light curve', () => {
  it('in V has the nearer of a positive and a negative component, the latter below zero', () => {
    const listed = catalogueOfPaths([selavy('', 'txt'), selavy('n', 'txt')]);
    const chosen = chooseVisits([SOURCE], ['01'], 'V', listed);
    const onDisk = new Set<string>();
    const files = catalogueFiles(chosen.visits, onDisk);
    expect(files.map(({ path }) => path)).toEqual([selavy('', 'txt'), selavy('n', 'txt')]);
    const results = new Map([
      [selavy('', 'txt'), searched(row('p', -0.17 + 8 / 3600))],
      [selavy('n', 'txt'), searched(row('n', -0.17 - 2 / 3600))],
    ]);
    const search = searchOf(chosen, onDisk, files, results);
    expect(search.maps).toEqual([]);
    const [point] = pointsOf(chosen, onDisk, search, new Map());
    expect(point).toMatchObject({ outcome: 'detected', catalogue: selavy('n', 'txt') });
    expect(point!.component).toMatchObject({ id: 'n', positionAngleDeg: 180 });
    expect(fluxOf(point!, 'peak')).toEqual({ value: -2, error: 0.5 });
    expect(fluxOf(point!, 'int')).toEqual({ value: -3, error: 0.75 });
  });

  it('takes the format that is on disk, text where neither is', () => {
    const listed = catalogueOfPaths([selavy('', 'txt', 'I'), selavy('', 'xml', 'I')]);
    const { visits } = chooseVisits([SOURCE], ['01'], 'I', listed);
    const paths = (onDisk: readonly string[]) =>
      catalogueFiles(visits, new Set(onDisk)).map(({ path }) => path);
    expect(paths([])).toEqual([selavy('', 'txt', 'I')]);
    expect(paths([selavy('', 'xml', 'I')])).toEqual([selavy('', 'xml', 'I')]);
  });

  it('takes the components of a tile where no mosaic has any, and then has no rms map', () => {
    const tile = `/EPOCH01/TILES/STOKESI_SELAVY/selavy-image.i.SB8669.cont.${FIELD}.linmos.taylor.0.restored.components.txt`;
    const all = chooseVisits([SOURCE], ['01'], 'I', catalogueOfPaths([]));
    const { sbids } = all.visits[0]!;
    const listed = catalogueOfPaths([tile.replace('SB8669', `SB${sbids[0]}`)]);
    const { visits } = chooseVisits([SOURCE], ['01'], 'I', listed);
    expect(visits).toMatchObject([{ sbids, rmsMap: null, catalogues: [{ sign: 'positive' }] }]);
  });

  it('names epochs without an observation, and sources outside the survey', () => {
    const sources = [SOURCE, { name: 'far', raDeg: 0, decDeg: 80 }];
    const chosen = chooseVisits(sources, ['01', '03x'], 'I', catalogueOfPaths([]));
    const { points, maps } = searchOf(chosen, new Set(), [], new Map());
    expect(maps).toEqual([]);
    const outcomes = pointsOf(chosen, new Set(), { points, maps }, new Map()).map(
      ({ source, epoch, outcome }) => [source, epoch, outcome],
    );
    expect(outcomes).toEqual([
      [0, '01', 'not-listed'],
      [0, '03x', expect.stringMatching(/^not-/)],
      [1, null, 'not-in-survey'],
    ]);
  });

  it('gives a limit of 5 times the noise, in mJy whatever the map is in', () => {
    const point = { outcome: 'limit', rms: 0.25 } as CurvePoint;
    expect(limitOf(point)).toBe(1.25);
    expect(limitOf({ ...point, outcome: 'no-rms' })).toBeNull();
    expect(['Jy/beam', 'mJy/beam', 'uJy beam-1', 'JY/BEAM', 'K', ''].map(milliJanskys)).toEqual([
      1000,
      1,
      0.001,
      1000,
      null,
      null,
    ]);
  });

  it('dates an observation as astropy does', () => {
    // Time('2019-08-27T18:52:00.500').mjd
    expect(mjdOf('2019-08-27T18:52:00.500')).toBeCloseTo(58722.78611689815, 9);
  });

  it('is a table that spreadsheets open safely', () => {
    const point: CurvePoint = {
      source: 0,
      epoch: '01',
      field: FIELD,
      sbids: [1, 2],
      startUtc: '2019-08-27T18:52:00.500',
      outcome: 'limit',
      component: null,
      sign: null,
      rms: 0.2471234567,
      catalogue: 'c',
      rmsMap: 'm',
      note: '',
    };
    const of = { sources: [SOURCE], flux: 'int', stokes: 'I' } as const;
    expect([...curveTable([point], of)][1]).toBe(
      `"'=a, b",139.650000,-0.170000,01,${FIELD},1 2,2019-08-27T18:52:00.500Z,58722.78612,I,limit,int,,,1.235617,0.247123,,,,,,c,m,`,
    );
  });
});
