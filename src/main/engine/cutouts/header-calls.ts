import { AppError } from '#shared/errors/app-error.ts';
import type { HeaderCalls, HeaderRead } from '../contract/header-calls.ts';
import type { HandlersOf } from '../contract/part.ts';
import type { ImageDeps } from './image-deps.ts';
import { copyOf } from './copy-on-disk.ts';
import { openDiskImage } from './disk-image.ts';
import { openDropboxImage } from './dropbox-image.ts';
import { openDropboxRanges } from './dropbox-ranges.ts';
import type { ImageBytes, KnownHeader } from './image-bytes.ts';
import { keptHeader } from './kept-header.ts';

/** The engine's calls that read the header of an image, and nothing else of it. */
export function createHeaderCalls(deps: ImageDeps): HandlersOf<HeaderCalls> {
  const { connection, work, limits, clock, headersOf } = deps;
  return {
    async header({ path, downloadsFolder, linkKey, rev }) {
      const file = copyOf(downloadsFolder, path);
      const image = file === null ? null : await openDiskImage(file);
      if (image !== null) return await headerOnDisk(file!, image);
      const { signal } = work;
      const connected = connection();
      const key = linkKey ?? connected?.linkKey ?? null;
      if (key === null) return null;
      const headers = headersOf(key);
      const kept = keptHeader(headers, path);
      if (kept !== null && (rev === null || kept.rev === rev)) return read('kept', kept, none);
      if (connected === null || connected.linkKey !== key) return null;
      headers.forget(path);
      const reader = openDropboxRanges({ link: connected.link, limits, clock, signal });
      const found = await openDropboxImage(path, { reader, headers }).header();
      limits.save();
      return read('dropbox', found, reader);
    },

    async fileHeader({ file }) {
      const image = await openDiskImage(file);
      if (image !== null) return await headerOnDisk(file, image);
      throw new AppError('bad-input', `${file}: there is no such file.`);
    },
  };
}

const none = { calls: 0, bytes: 0 };

async function headerOnDisk(file: string, image: ImageBytes): Promise<HeaderRead> {
  try {
    return read('disk', await image.header(), none);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${file}: ${error.message}`, { cause: error });
  } finally {
    await image.close();
  }
}

function read(
  from: HeaderRead['from'],
  { header, fileBytes, rev }: KnownHeader,
  { calls, bytes }: { readonly calls: number; readonly bytes: number },
): HeaderRead {
  return {
    from,
    rev,
    fileBytes,
    offset: header.offset,
    bytes: header.bytes,
    calls,
    sentBytes: bytes,
  };
}
