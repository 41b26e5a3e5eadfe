import { EPOCHS } from '#shared/survey/epochs.ts';
import { type Observation, OBSERVATIONS } from '#shared/survey/observations.ts';
import { createFieldFinder } from './field-finder.ts';
import { observedFields } from './observed-fields.ts';
import type { Source } from './source.ts';

/** The limit of vast-tools 1.x. */
export const NEAREST_BEAM_MAX_SEP_DEG = 1;

/** The tile that sees a source best in the epoch asked for. */
export interface NearestTile {
  /** Index of the source. */
  readonly source: number;
  readonly observation: Observation;
  readonly separationDeg: number;
}

export interface NearestTiles {
  /** In the order of the sources. */
  readonly tiles: readonly NearestTile[];
  /** Sources without a beam of that epoch close enough: indexes. */
  readonly outside: readonly number[];
}

/**
 * Finds fields as `find_sources.py --find-fields` of vast-tools 1.x does: the beam of the epoch whose centre is
 * nearest decides, if it is closer than the limit. Of a field observed twice in the epoch, the first tile counts.
 *
 * @param epoch as the folders write it: `01`, `03x`
 */
export function findNearestBeams(
  sources: readonly Source[],
  epoch: string,
  maxSepDeg = NEAREST_BEAM_MAX_SEP_DEG,
): NearestTiles {
  const finder = createFieldFinder(maxSepDeg);
  const { tilesOf } = observedFields();
  const epochIndex = EPOCHS.indexOf(epoch);
  const tiles: NearestTile[] = [];
  const outside: number[] = [];
  for (const [source, position] of sources.entries()) {
    const [best] = finder
      .find(position)
      .candidates.filter(({ field }) => tilesOf(field, epochIndex).length > 0)
      .toSorted((a, b) => a.separationDeg - b.separationDeg);
    if (best === undefined) {
      outside.push(source);
      continue;
    }
    const observation = OBSERVATIONS[tilesOf(best.field, epochIndex)[0]!]!;
    tiles.push({ source, observation, separationDeg: best.separationDeg });
  }
  return { tiles, outside };
}
