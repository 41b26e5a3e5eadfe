import { stat } from 'node:fs/promises';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import type { HandlersOf } from '../contract/part.ts';
import type { TableCalls } from '../contract/table-calls.ts';
import { copyOf } from '../cutouts/copy-on-disk.ts';
import { readCatalogueFile } from './read-catalogue-file.ts';

/** Hundred times what the survey's largest catalogue has. A page holds all of a table. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The engine's calls that read whole catalogues for a page. */
export function createTableCalls(work: { readonly signal: AbortSignal }): HandlersOf<TableCalls> {
  return {
    async readTable({ downloadsFolder, path }) {
      const file = copyOf(downloadsFolder, path);
      if (file === null) throw new AppError('name-refused', `${path} is no path of a download.`);
      const found = await stat(file).catch((error: unknown) => {
        throw mapDiskError(error, file);
      });
      if (!found.isFile()) throw new AppError('bad-input', `${file} is no file.`);
      if (found.size > MAX_BYTES) {
        throw new AppError(
          'bad-input',
          `${file} has ${formatBytes(found.size)}, and up to ${formatBytes(MAX_BYTES)} are shown: open it in TOPCAT.`,
        );
      }
      return await readCatalogueFile(file, work.signal);
    },
  };
}
