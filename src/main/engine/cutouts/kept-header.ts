import { parseHeader } from '#shared/fits/header.ts';
import type { HeaderStore, KnownHeader } from './image-bytes.ts';

/** The header of an image as an earlier call brought it; null where none did. Throws AppError. */
export function keptHeader(headers: Pick<HeaderStore, 'get'>, path: string): KnownHeader | null {
  const found = headers.get(path);
  const header = found === null ? null : parseHeader(found.bytes, found.offset);
  return found === null || header === null
    ? null
    : { header, fileBytes: found.fileBytes, rev: found.rev };
}
