import { createReadStream } from 'node:fs';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import { createCatalogueReader } from '#shared/selavy/read-catalogue.ts';

/** Reads a catalogue of selavy from disk, piece by piece. Throws AppError, which names the file. */
export async function readCatalogueFile(
  file: string,
  signal?: AbortSignal,
): Promise<SelavyCatalogue> {
  const reader = createCatalogueReader();
  try {
    const options = { encoding: 'utf8', highWaterMark: 256 * 1024, signal } as const;
    for await (const chunk of createReadStream(file, options)) reader.push(chunk as string);
    return reader.end();
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof AppError) {
      throw new AppError(error.code, `${file}: ${error.message}`, { cause: error });
    }
    throw mapDiskError(error, file);
  }
}
