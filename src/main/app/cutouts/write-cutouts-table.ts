import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FOR_OTHERS, writeOwnAtomically } from '#main/system/disk/write-atomically.ts';
import { cutoutsTable, type TableRow } from '#shared/cutouts/cutouts-table.ts';
import { earlierRows } from '#shared/cutouts/earlier-rows.ts';
import type { Source } from '#shared/sources/source.ts';

/** The table of the cutouts in a folder. */
export function tableIn(folder: string): string {
  return join(folder, 'cutouts.csv');
}

/**
 * Writes the table of a run. Cutouts of earlier runs that are still in the folder, and that this run did not make again,
 * keep their rows.
 *
 * @returns the table's file. Throws AppError.
 */
export async function writeCutoutsTable(
  folder: string,
  rows: readonly TableRow[],
  sources: readonly Source[],
): Promise<string> {
  const table = tableIn(folder);
  const earlier = earlierRows(await earlierTable(table));
  const present = new Set(await readdir(folder).catch((): string[] => []));
  const made = new Set(rows.map(({ file }) => file));
  const left = [...earlier].filter(([file]) => present.has(file) && !made.has(file));
  const content = cutoutsTable(
    rows,
    sources,
    left.map(([, row]) => row),
  );
  await writeOwnAtomically(table, content, FOR_OTHERS);
  return table;
}

/** '' where there is none. Others can plant a pipe of that name, which would never end. */
async function earlierTable(table: string): Promise<string> {
  try {
    return (await lstat(table)).isFile() ? await readFile(table, 'utf8') : '';
  } catch {
    return '';
  }
}
