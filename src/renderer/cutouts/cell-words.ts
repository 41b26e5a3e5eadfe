import type { CutoutCell } from '#shared/ipc/contract.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import type { WallColumn } from './arrange-cells.ts';

/** `2020-01-11`; of a tile, `2020-01-11, SB11190`. */
export function dateWords({ startUtc, sbid }: Pick<WallColumn, 'startUtc' | 'sbid'>): string {
  const date = startUtc === null ? cutoutsMessages.noDate : startUtc.slice(0, 10);
  return sbid === null ? date : `${date}, ${cutoutsMessages.tile(sbid)}`;
}

/** `Epoch 7, 2020-01-11`. */
export function columnWords(column: WallColumn): string {
  return `${cutoutsMessages.epoch(column.epoch)}, ${dateWords(column)}`;
}

/** Why a place of the wall has no stamp; '' while its pixels are on their way. */
export function whyEmpty(cell: CutoutCell | null): string {
  if (cell === null) return cutoutsMessages.why.none;
  if (cell.outcome === 'cut' || cell.outcome === 'kept') return '';
  const { [cell.outcome]: why } = cutoutsMessages.why;
  return cell.outcome === 'failed' && cell.note !== '' ? cell.note : why;
}
