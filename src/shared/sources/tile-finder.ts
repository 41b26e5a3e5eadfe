import { EPOCHS } from '#shared/survey/epochs.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { type Observation, OBSERVATIONS } from '#shared/survey/observations.ts';
import { createFieldFinder } from './field-finder.ts';
import { byStart, observedFields } from './observed-fields.ts';

/** The limit of vast-tools since 3.0. */
export const MAX_SEP_DEG = 1.5;

export interface FindFieldsOptions {
  /** Closer than this to the centre of any beam. Degrees. @default 1.5 */
  readonly maxSepDeg?: number;
  /** All fields that see a source in an epoch, and not only the one whose centre is nearest. @default false */
  readonly allFields?: boolean;
  /** As the folders write them: `01`, `03x`. @default all */
  readonly epochs?: readonly string[];
}

/** One observation of a position. */
export interface SeenTile {
  readonly observation: Observation;
  /** Distance to the centre of the field's nearest beam, degrees. */
  readonly separationDeg: number;
  /** Name of the field whose centre is nearest to the position, which another may stand in for. */
  readonly primaryField: string;
}

export interface TileFinder {
  /**
   * The tiles that see a position: indexes of observations, by their start; null if no field sees it, and none if the
   * fields that see it were not observed in the epochs asked for. Equal lists are the same object.
   */
  tilesAt(position: SkyPosition): readonly number[] | null;
  /** The same with everything about each. */
  find(position: SkyPosition): readonly SeenTile[];
  /** The field with the beam nearest to a position. */
  nearest(position: SkyPosition): { readonly name: string; readonly separationDeg: number };
}

interface ObservedTiles {
  /** Indexes of observations. */
  readonly tiles: readonly number[];
  /** Indexes of candidates. */
  readonly matches: readonly number[];
}

/**
 * Finds tiles as vast-tools 3.x does. Candidates for a position are the fields of which any of the 36 beams' centres
 * is closer than the limit. In each epoch, the candidate whose centre is nearest among those that were observed in
 * it sees the position: the primary field (nearest centre of all) if it is one of them. Each SBID of that field in that
 * epoch is a tile.
 */
export function createTileFinder(options: FindFieldsOptions = {}): TileFinder {
  const { maxSepDeg = MAX_SEP_DEG, allFields = false, epochs = EPOCHS } = options;
  const finder = createFieldFinder(maxSepDeg);
  const wanted = [...EPOCHS.keys()].filter((epoch) => epochs.includes(EPOCHS[epoch]!));
  const { tilesOf } = observedFields();

  /** The tiles that see a position, in the order of their starts, and the candidate that each belongs to. */
  const observe = (candidates: readonly number[]): ObservedTiles => {
    const seen: { readonly tile: number; readonly match: number }[] = [];
    for (const epoch of wanted) {
      for (const [match, field] of candidates.entries()) {
        const tiles = tilesOf(field, epoch);
        for (const tile of tiles) seen.push({ tile, match });
        if (tiles.length > 0 && !allFields) break;
      }
    }
    seen.sort((a, b) => byStart(a.tile, b.tile));
    return { tiles: seen.map(({ tile }) => tile), matches: seen.map(({ match }) => match) };
  };
  /** Many positions have the same candidates in the same order, and so the same tiles. */
  const known = new Map<string, ObservedTiles>();
  const observed = (candidates: readonly number[]): ObservedTiles => {
    let key = '';
    for (const field of candidates) key += String.fromCharCode(field);
    let tiles = known.get(key);
    if (tiles === undefined) {
      tiles = observe(candidates);
      known.set(key, tiles);
    }
    return tiles;
  };

  return {
    tilesAt(position) {
      const candidates = finder.fieldsAt(position);
      return candidates.length === 0 ? null : observed(candidates).tiles;
    },
    find(position) {
      const { primary, candidates } = finder.find(position);
      const { tiles, matches } = observed(candidates.map(({ field }) => field));
      const primaryField = finder.fields[primary]!.name;
      return tiles.map((tile, at) => ({
        observation: OBSERVATIONS[tile]!,
        separationDeg: candidates[matches[at]!]!.separationDeg,
        primaryField,
      }));
    },
    nearest(position) {
      const { field, separationDeg } = finder.nearest(position);
      return { name: finder.fields[field]!.name, separationDeg };
    },
  };
}
