import type { SkyPosition } from '#shared/sky/position.ts';
import type { SeenTile, TileFinder } from '#shared/sources/tile-finder.ts';
import { EPOCHS } from '#shared/survey/epochs.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { formatDays, startMs } from '../ticks/observed.ts';
import type { OnDisk, PairsOnDisk } from './pairs-on-disk.ts';

/** What the table shows of one source. */
export interface RowFacts {
  readonly tiles: readonly SeenTile[];
  /** `VAST_2118-06A`; several if not all epochs observed the nearest; empty outside of the survey. */
  readonly fields: string;
  /** `01 02 03x 05x`. */
  readonly epochs: string;
  /** In the order of time. */
  readonly sbids: string;
  readonly dates: string;
  /** To the centre of the nearest beam, degrees; null outside of the survey. */
  readonly separationDeg: number | null;
  readonly onDisk: OnDisk;
  /** Why there is no field; empty if there is one. */
  readonly lacking: string;
}

export function factsOfRow(
  finder: TileFinder,
  position: SkyPosition,
  pairs: PairsOnDisk,
): RowFacts {
  const tiles = finder.find(position);
  const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
  const times = tiles.map(({ observation }) => startMs(observation)).filter((ms) => ms !== null);
  return {
    tiles,
    fields: unique(tiles.map(({ observation }) => observation.field)).join(', '),
    epochs: EPOCHS.filter((epoch) => tiles.some((tile) => tile.observation.epoch === epoch)).join(
      ' ',
    ),
    sbids: unique(tiles.map(({ observation }) => observation.sbid)).join(' '),
    dates: times.length === 0 ? '' : formatDays(Math.min(...times), Math.max(...times)),
    separationDeg:
      tiles.length === 0 ? null : Math.min(...tiles.map(({ separationDeg }) => separationDeg)),
    onDisk: sumOf(tiles, pairs),
    lacking: tiles.length === 0 ? whyNone(finder, position) : '',
  };
}

/** Two tiles of one field in one epoch have the same combined files. */
function sumOf(tiles: readonly SeenTile[], pairs: PairsOnDisk): OnDisk {
  const counted = new Map(
    tiles.map(({ observation: { field, epoch } }) => [`${field} ${epoch}`, pairs(field, epoch)]),
  );
  let [files, onDisk] = [0, 0];
  for (const count of counted.values()) {
    files += count.files;
    onDisk += count.onDisk;
  }
  return { files, onDisk };
}

function whyNone(finder: TileFinder, position: SkyPosition): string {
  if (finder.tilesAt(position) !== null) return sourcesMessages.unobserved;
  const { name, separationDeg } = finder.nearest(position);
  return sourcesMessages.nearest(name, separationDeg);
}
