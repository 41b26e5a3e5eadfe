import { cataloguesOnDisk } from '#main/engine/contract/measure-curves.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { fileAt, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import { catalogueFiles } from '#shared/lightcurve/curve-points.ts';
import type { CurveVisits } from '#shared/lightcurve/curve-visits.ts';
import { TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Context } from './context.ts';
import type { Results } from './json/answer-schema.ts';
import { configuredLinkKey } from './where-from.ts';

/** What light curves cost at most, before anything is fetched. */
export interface CurvePlan {
  /** Paths of the catalogues that are read. */
  readonly catalogues: readonly string[];
  /** Those of them that are not on disk. */
  readonly missing: readonly string[];
  readonly answer: Results['lightcurve']['plan'];
}

/** A pixel of the survey's images: a box of this side is one pixel. */
const PIXEL_DEG = 2.5 / 3600;

/** Plans from what is on this disk. Asks Dropbox nothing. */
export async function planCurves(
  context: Context,
  { chosen, sources, downloadsFolder, listed }: CurvePlanOf,
): Promise<CurvePlan> {
  const { engine } = context;
  const onDisk = await cataloguesOnDisk(engine, { chosen, downloadsFolder });
  const catalogues = catalogueFiles(chosen.visits, onDisk).map(({ path }) => path);
  const missing = catalogues.filter((path) => !onDisk.has(path));
  const sizeOf = (path: string, typical: number): number => {
    const row = rowOfPath(listed, path);
    return (row === -1 ? null : fileAt(listed, row).size) ?? typical;
  };
  const maps = Map.groupBy(
    chosen.visits.filter(({ rmsMap }) => rmsMap !== null),
    ({ rmsMap }) => rmsMap!,
  );
  const { images } = await engine.call('planCutouts', {
    sources: sources.map(({ name, raDeg, decDeg }) => ({ name, raDeg, decDeg })),
    images: [...maps].map(([path, visits]) => {
      const bytes = sizeOf(path, TYPICAL_BYTES.rms);
      return { path, sources: visits.map(({ source }) => source), bytes };
    }),
    sizeDeg: PIXEL_DEG,
    outputFolder: downloadsFolder,
    downloadsFolder,
    edge: 'pad',
    dropUnitAxes: false,
    linkKey: configuredLinkKey(context),
  });
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return {
    catalogues,
    missing,
    answer: {
      catalogues: catalogues.length,
      cataloguesOnDisk: catalogues.length - missing.length,
      catalogueBytes: sum(missing.map((path) => sizeOf(path, TYPICAL_BYTES.components))),
      maps: images.length,
      mapsOnDisk: images.filter(({ from }) => from === 'disk').length,
      mapCalls: sum(images.map(({ calls }) => calls)),
      mapBytes: sum(images.map(({ bytes }) => bytes)),
    },
  };
}

interface CurvePlanOf {
  readonly chosen: CurveVisits;
  readonly sources: readonly Source[];
  readonly downloadsFolder: string;
  /** The list of files, which may have their sizes. */
  readonly listed: Catalogue;
}

/** What the light curves will cost, and which sources have none. */
export function sayCurvePlan(
  { screen }: Context,
  { missing, answer }: CurvePlan,
  { outside }: CurveVisits,
  sources: readonly Source[],
): void {
  const { catalogues, cataloguesOnDisk: onDisk, catalogueBytes } = answer;
  const { maps, mapsOnDisk, mapCalls, mapBytes } = answer;
  const fetched =
    missing.length === 0
      ? ''
      : `, ${missing.length} to fetch (about ${formatBytes(catalogueBytes)})`;
  screen.say(`${formatNumberOf(catalogues, 'catalogue')}: ${onDisk} on this disk${fetched}.`);
  if (maps > 0) {
    screen.say(
      `Upper limits take at most ${formatNumberOf(maps, 'rms map')} (${mapsOnDisk} on this disk): ` +
        `${formatNumberOf(mapCalls, 'call')} and ${formatBytes(mapBytes)} if nothing is detected.`,
    );
  }
  if (outside.length > 0) {
    const names = outside.slice(0, 5).map((index) => sources[index]!.name);
    const more = outside.length > names.length ? ' and others' : '';
    screen.say(`Not seen by the survey: ${names.join(', ')}${more}.`);
  }
}
