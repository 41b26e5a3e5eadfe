import type { Detection } from '../observing/detections.ts';
import type { Exposure } from '../observing/exposure.ts';
import { tabulate } from './catalogue-table.ts';
import { COMPONENT_COLUMNS } from './selavy-components.ts';
import { ISLAND_COLUMNS } from './selavy-islands.ts';
import { encodeTextTable } from './text-table.ts';
import { encodeVotable } from './votable.ts';

/** A selavy catalogue of what was detected: as a text table, or as a VOTable where `extension` is `xml`. */
export function catalogueFile(
  exposure: Exposure,
  detections: readonly Detection[],
  kind: 'components' | 'islands',
  extension: string,
): Buffer {
  const columns = kind === 'components' ? COMPONENT_COLUMNS : ISLAND_COLUMNS;
  const title = kind === 'components' ? 'Component catalogue' : 'Island catalogue';
  const rows = detections.map((detection, index) => ({ exposure, detection, number: index + 1 }));
  const table = tabulate(title, columns, rows);
  return Buffer.from(extension === 'xml' ? encodeVotable(table) : encodeTextTable(table), 'utf8');
}
