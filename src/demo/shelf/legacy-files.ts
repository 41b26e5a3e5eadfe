import { listingOf } from '#shared/survey/listing.ts';
import type { Observation } from '#shared/survey/observations.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';

/** A file of the survey, where it lies in the shared folder. */
export interface PlacedFile {
  readonly path: string;
  /** The path of the current release whose file it is. */
  readonly origin: string;
  /** Empty for the current release. */
  readonly release: string;
}

/** Fields of which the demo has older releases, too. */
const LEGACY_FIELDS: ReadonlySet<string> = new Set([
  'VAST_0918+00A',
  'VAST_0943+00A',
  'VAST_1739-25A',
]);

/**
 * Older releases of a part of the first epoch, in the two layouts that the survey used: a folder a release, and
 * a folder an epoch and release, where the maps still bear the name of the program that made them.
 */
export function legacyFiles(observations: readonly Observation[]): readonly PlacedFile[] {
  const [first] = observations;
  if (first === undefined) return [];
  const early = observations.filter(
    ({ epoch, field }) => epoch === first.epoch && LEGACY_FIELDS.has(field),
  );
  const epochFolder = `/EPOCH${first.epoch}`;
  return listingOf(early).flatMap((origin): PlacedFile[] => {
    const { kind, region } = parsePath(origin);
    if (region === 'none' || kind === 'qc') return [];
    const placed = [{ path: `/LEGACY/v0.6${origin}`, origin, release: 'v0.6' }];
    if (region === 'combined') {
      const rest = origin.slice(epochFolder.length).replace('_RMSMAPS/', '_BANE_RMSMAPS/');
      placed.push({ path: `/LEGACY${epochFolder}_v0.2${rest}`, origin, release: 'v0.2' });
    }
    return placed;
  });
}
