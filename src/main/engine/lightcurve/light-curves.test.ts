import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, describe } from 'vitest';
import { createSurveyFiles } from '#demo/products/survey-file.ts';
import { measureCurves } from '#main/engine/contract/measure-curves.ts';
import { askPython, findPython } from '#main/testing/python.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { type Flux, limitOf } from '#shared/lightcurve/curve-point.ts';
import { chooseVisits } from '#shared/lightcurve/curve-visits.ts';
import { columnOf } from '#shared/selavy/catalogue.ts';
import { readCatalogue } from '#shared/selavy/read-catalogue.ts';
import type { Source } from '#shared/sources/source.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { parseHeader } from '#shared/fits/header.ts';
import { type CuttingRoom, FIELD, openCuttingRoom } from '../cutouts/testing/cutting-room.ts';

const make = createSurveyFiles({ seed: 1, scale: 1, observations: demoObservations('tiny') });
const SELAVY = `/EPOCH01/COMBINED/STOKESI_SELAVY/${FIELD}.EPOCH01.I.selavy.components`;
const MAP = `/EPOCH01/COMBINED/STOKESI_RMSMAPS/${FIELD}.EPOCH01.I_rms.fits`;
const LISTED = [`${SELAVY}.txt`, `${SELAVY}.xml`, MAP];
const bytesOf = (path: string): Uint8Array => make(path, '')!;

function keep(folder: string, ...paths: readonly string[]): void {
  for (const path of paths) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytesOf(path));
  }
}

/** Positions beside each component, at distances on either side of 10″, and some that are beside none. */
function positions(): readonly Source[] {
  const catalogue = readCatalogue(Buffer.from(bytesOf(`${SELAVY}.xml`)).toString());
  const [ra, dec] = ['ra_deg_cont', 'dec_deg_cont'].map(
    (name) => columnOf(catalogue, name)!.values as Float64Array,
  );
  return Array.from(ra!, (raDeg, row): Source => {
    const [away, angle] = [(2 + row) / 3600, row];
    const decDeg = dec![row]! + away * Math.cos(angle);
    const cos = Math.cos((decDeg * Math.PI) / 180);
    return { name: `s${row}`, raDeg: raDeg + (away * Math.sin(angle)) / cos, decDeg };
  });
}

async function measure(room: CuttingRoom, sources: readonly Source[], stokes: 'I' | 'V' = 'I') {
  const needed: string[][] = [];
  const { points, ...rest } = await measureCurves(
    { call: (name, input) => room.curves[name](input) },
    {
      positions: sources,
      chosen: chooseVisits(sources, ['01'], stokes, catalogueOfPaths(LISTED)),
      radiusArcsec: 10,
      downloadsFolder: room.folder,
      linkKey: null,
    },
    async (paths) => void needed.push([...paths]),
  );
  return { points, needed, ...rest };
}

describe('light curves', () => {
  const python = findPython('astropy');
  it.skipIf(python === null)(
    'have the components, separations, fluxes and limits that astropy finds (where installed)',
    async () => {
      const room = await openCuttingRoom();
      room.disconnect();
      keep(room.folder, ...LISTED);
      const sources = positions();
      const { points, needed } = await measure(room, sources);
      expect(needed).toEqual([]);
      const script = fileURLToPath(new URL('testdata/astropy_curve.py', import.meta.url));
      const answers = askPython(python!, script, {
        catalogue: join(room.folder, `${SELAVY}.xml`),
        map: join(room.folder, MAP),
        positions: sources,
      }) as readonly {
        id: string;
        separationArcsec: number;
        positionAngleDeg: number;
        peak: [number, number];
        int: [number, number];
        rms: number | null;
      }[];
      const inField = points.filter(({ field }) => field === FIELD);
      const outcomes = inField.map(({ outcome }) => outcome);
      expect(new Set(outcomes)).toEqual(new Set(['detected', 'limit']));
      for (const point of inField) {
        const { component, outcome } = point;
        const wanted = answers[point.source]!;
        expect(outcome).toBe(wanted.separationArcsec <= 10 ? 'detected' : 'limit');
        if (component === null) {
          expect(limitOf(point)! / (5 * wanted.rms!)).toBeCloseTo(1, 6);
          continue;
        }
        expect(component.id).toBe(wanted.id);
        expect(component.separationArcsec).toBeCloseTo(wanted.separationArcsec, 6);
        expect(component.positionAngleDeg).toBeCloseTo(wanted.positionAngleDeg, 6);
        // The VOTable declares its fluxes as float, and astropy reads them so.
        const single = ({ value, error }: Flux) => [value, error].map((each) => Math.fround(each!));
        expect(single(component.peak)).toEqual(wanted.peak);
        expect(single(component.int)).toEqual(wanted.int);
      }
    },
  );

  it('take the limit from a ranged read of the rms map where that is not on disk', async () => {
    const room = await openCuttingRoom({ scale: 1 });
    keep(room.folder, `${SELAVY}.txt`);
    const empty = { name: 'empty', raDeg: 139.7, decDeg: 0.11 };
    const { points, needed, bytes, calls } = await measure(room, [empty]);
    expect(needed).toEqual([[MAP]]);
    expect(points).toMatchObject([{ outcome: 'limit', catalogue: `${SELAVY}.txt`, rmsMap: MAP }]);
    const whole = await room.demo.bytesOf(MAP);
    expect(bytes).toBeLessThan(whole.length);
    expect(calls).toBe(2);
    // The same pixel of the whole file.
    keep(room.folder, MAP);
    writeFileSync(join(room.folder, MAP), whole);
    room.disconnect();
    const again = await measure(room, [empty]);
    expect(again.points[0]!.rms).toBe(points[0]!.rms);
    expect(again).toMatchObject({ needed: [], calls: 0, bytes: 0 });
  });

  it('say in each epoch why they have no value', async () => {
    const room = await openCuttingRoom();
    room.disconnect();
    const inField = { name: 'in', raDeg: 139.7, decDeg: 0.11 };
    const notOnDisk = await measure(room, [inField, { name: 'far', raDeg: 0, decDeg: 80 }]);
    expect(notOnDisk.points).toMatchObject([
      { outcome: 'failed', note: 'The catalogue is not on disk.' },
      { outcome: 'not-in-survey', epoch: null },
    ]);
    keep(room.folder, `${SELAVY}.txt`);
    expect((await measure(room, [inField])).points).toMatchObject([
      {
        outcome: 'no-rms',
        note: 'The rms map is not on this disk, and there is no connection.',
      },
    ]);
    expect((await measure(room, [inField], 'V')).points).toMatchObject([
      { outcome: 'not-listed', note: expect.stringContaining('no catalogue') },
    ]);
    writeFileSync(join(room.folder, `${SELAVY}.txt`), '# island_id component_id\n# -- --\na b c\n');
    expect((await measure(room, [inField])).points).toMatchObject([
      { outcome: 'failed', note: expect.stringContaining(`${SELAVY}.txt: The catalogue has`) },
    ]);
  });

  it('have no limit where the rms map has NaN', async () => {
    const room = await openCuttingRoom();
    room.disconnect();
    keep(room.folder, `${SELAVY}.txt`, MAP);
    const map = Buffer.from(bytesOf(MAP));
    const { dataOffset } = parseHeader(map)!;
    for (let at = dataOffset; at + 4 <= map.length; at += 4) map.writeFloatBE(Number.NaN, at);
    writeFileSync(join(room.folder, MAP), map);
    const { points } = await measure(room, [{ name: 'in', raDeg: 139.7, decDeg: 0.11 }]);
    expect(points).toMatchObject([
      { outcome: 'no-rms', note: 'Nothing detected; the rms map has no value here.' },
    ]);
  });

  it('wait out a 429 before the rms map, and name a map that has vanished', async () => {
    const fault = { kind: 'rate-limit', seconds: 300 } as const;
    const room = await openCuttingRoom({ scale: 1, faults: [{ path: MAP, times: 1, fault }] });
    keep(room.folder, `${SELAVY}.txt`);
    const empty = [{ name: 'empty', raDeg: 139.7, decDeg: 0.11 }];
    expect((await measure(room, empty)).points).toMatchObject([{ outcome: 'limit' }]);
    const other = await openCuttingRoom();
    keep(other.folder, `${SELAVY}.txt`);
    other.demo.removeFile(MAP);
    const { points, halted } = await measure(other, empty);
    expect(points).toMatchObject([{ outcome: 'no-rms', note: `${MAP} is not there.` }]);
    expect(halted).toBeNull();
  });

  it('stop when they are stopped', async () => {
    const room = await openCuttingRoom();
    keep(room.folder, ...LISTED);
    room.stop.abort();
    await expect(measure(room, positions())).rejects.toThrow();
  });
});
