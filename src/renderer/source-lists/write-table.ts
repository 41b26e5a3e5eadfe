import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { findFields } from '#shared/sources/find-fields.ts';
import { findNearestBeams } from '#shared/sources/nearest-beam.ts';
import type { Source } from '#shared/sources/source.ts';
import { fieldNameTable, vastToolsTable } from '#shared/sources/write-find-fields.ts';
import { sourceListMessages } from '../messages/source-lists.ts';
import { namesIn, type NameColumn } from './source-names.ts';
import type { Positions, TableFormat } from './worker-calls.ts';

/**
 * The table of `find_sources` for some sources, with a line end after each row.
 *
 * @returns the text, and its rows below the heading
 * @throws AppError `bad-input` for a table that is too long to be saved from a page
 */
export function writeTable(
  { names, raDeg, decDeg }: Positions & { readonly names: NameColumn },
  format: TableFormat,
): { readonly text: string; readonly rows: number } {
  const named = namesIn(names);
  const sources: Source[] = Array.from(raDeg, (ra, index) => ({
    name: named.at(index)!,
    raDeg: ra,
    decDeg: decDeg[index]!,
  }));
  const lines =
    format.of === 'vast-tools'
      ? vastToolsTable(findFields(sources), sources)
      : fieldNameTable(findNearestBeams(sources, format.epoch), sources);
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > MAX_TEXT_BYTES) {
      throw new AppError('bad-input', sourceListMessages.tooLong(formatBytes(MAX_TEXT_BYTES)));
    }
    parts.push(line);
  }
  return { text: `${parts.join('\n')}\n`, rows: parts.length - 1 };
}
