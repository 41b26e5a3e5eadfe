import { csvCell } from '#shared/format/csv-cell.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import type { FoundFields } from './find-fields.ts';
import type { NearestTiles } from './nearest-beam.ts';
import type { Source } from './source.ts';

const VAST_TOOLS_HEADER = 'name,ra,dec,field,epoch,sbid,dateobs,primary_field';
const FIELD_NAME_HEADER = 'ra,dec,name,sbid,field_name';

/**
 * The table `find_fields_result.csv` of vast-tools 3.x, a line at a time and without line ends: degrees with six
 * decimals, epochs as `1` and `5x`, dates with their fraction of a second.
 */
export function* vastToolsTable(found: FoundFields, sources: readonly Source[]): Generator<string> {
  yield VAST_TOOLS_HEADER;
  for (const { source, observation, primaryField } of found.tiles()) {
    const { name, raDeg, decDeg } = sources[source]!;
    const { field, epoch, sbid, startUtc } = observation;
    const dateobs = startUtc?.replace('T', ' ') ?? '';
    yield `${csvCell(name)},${fixed(raDeg)},${fixed(decDeg)},${field},${shortEpoch(epoch)},${sbid},${dateobs},${primaryField}`;
  }
}

/** The table of `find_sources.py --find-fields` of vast-tools 1.x, a line at a time and without line ends. */
export function* fieldNameTable(
  { tiles }: NearestTiles,
  sources: readonly Source[],
): Generator<string> {
  yield FIELD_NAME_HEADER;
  for (const { source, observation } of tiles) {
    const { name, raDeg, decDeg } = sources[source]!;
    yield `${fifteenDigits(raDeg)},${fifteenDigits(decDeg)},${csvCell(name)},${observation.sbid},${observation.field}`;
  }
}

function fixed(value: number): string {
  const text = value.toFixed(6);
  return text === '-0.000000' ? '0.000000' : text;
}

/** As the old manual's tables have them: `321.749583333333`, `348.945`. */
function fifteenDigits(value: number): string {
  return String(Number(value.toPrecision(15)));
}
