import { AppError } from '#shared/errors/app-error.ts';
import { axisLengths, dataBytes, nextOffset } from './data-size.ts';
import { type FitsHeader, parseHeader } from './header.ts';
import { textOf } from './header-values.ts';

/** A range of a file's bytes: the end is not part of it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Bytes asked for at first; the headers of the survey's images have 6 to 23 KB. */
export const FIRST_HEADER_BYTES = 65_536;
/** A header without END within these bytes is an error. */
export const MAX_HEADER_BYTES = 2_000_000;
/** Each further range makes four times as much known, so that there are at most three. */
const GROWTH = 4;
const MAX_HEADERS = 100;

/**
 * Finds the first image of a FITS file, in its primary header or in an extension, in as few ranges as possible. A
 * generator that reads nothing itself: it yields the range that it needs next, and takes that range's bytes (fewer, if
 * the file ends there):
 *
 *     const search = findImage(fileBytes);
 *     let step = search.next();
 *     while (!step.done) step = search.next(await read(step.value));
 *     const header = step.value;
 *
 * @param fileBytes size of the file, or null if it is not known
 * @throws AppError `bad-input` for a file that is no FITS, compressed, cut, damaged or without an image
 */
export function* findImage(
  fileBytes: number | null = null,
): Generator<ByteRange, FitsHeader, Uint8Array> {
  let known: Known = { start: 0, bytes: new Uint8Array(), isEnd: false };
  let offset = 0;
  for (let count = 0; count < MAX_HEADERS; count += 1) {
    if (fileBytes !== null && fileBytes > 0 && offset >= fileBytes) break;
    known = from(known, offset);
    let header: FitsHeader | null = null;
    while (header === null) {
      if (offset === 0) refuseGzip(known.bytes);
      header = parseHeader(known.bytes, offset);
      if (header !== null) break;
      // Nothing at all behind the last header is the file's end, unless there was no header yet.
      if (known.isEnd && known.bytes.length === 0 && count > 0) throw noImage();
      const range = nextRange(known, fileBytes);
      known = withMore(known, range, yield range);
    }
    if (isImage(header)) {
      refuseShortFile(header, fileBytes);
      return header;
    }
    refuseTiles(header);
    offset = nextOffset(header);
  }
  throw noImage();
}

/** Bytes of the file that were read, in one piece. */
interface Known {
  readonly start: number;
  readonly bytes: Uint8Array;
  /** The file ends with these bytes. */
  readonly isEnd: boolean;
}

function from(known: Known, offset: number): Known {
  const inside = offset - known.start;
  return inside <= known.bytes.length
    ? { ...known, start: offset, bytes: known.bytes.subarray(inside) }
    : { start: offset, bytes: new Uint8Array(), isEnd: false };
}

function nextRange({ start, bytes, isEnd }: Known, fileBytes: number | null): ByteRange {
  const at = start + bytes.length;
  if (isEnd || (fileBytes !== null && at >= fileBytes)) {
    throw new AppError('bad-input', 'The FITS file ends within its header: fetch it again.');
  }
  if (bytes.length >= MAX_HEADER_BYTES) {
    throw new AppError(
      'bad-input',
      `The FITS header at byte ${start} has no END within ${MAX_HEADER_BYTES / 1e6} MB: the file is damaged.`,
    );
  }
  const length = Math.max(FIRST_HEADER_BYTES, Math.min(MAX_HEADER_BYTES, bytes.length * GROWTH));
  return { start: at, end: Math.min(start + length, fileBytes ?? Infinity) };
}

function withMore({ start, bytes }: Known, range: ByteRange, more: Uint8Array): Known {
  const wanted = more.subarray(0, range.end - range.start);
  const all = new Uint8Array(bytes.length + wanted.length);
  all.set(bytes);
  all.set(wanted, bytes.length);
  return { start, bytes: all, isEnd: wanted.length < range.end - range.start };
}

function isImage(header: FitsHeader): boolean {
  const extension = textOf(header, 'XTENSION');
  if (extension !== null && extension !== 'IMAGE' && extension !== 'IUEIMAGE') return false;
  const lengths = axisLengths(header);
  return lengths.length >= 2 && lengths.every((length) => length > 0);
}

function refuseGzip(bytes: Uint8Array): void {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return;
  throw new AppError(
    'bad-input',
    'The file is compressed with gzip, so no part of it can be read alone: download the whole file.',
  );
}

function refuseTiles({ values }: FitsHeader): void {
  if (values.get('ZIMAGE') !== true) return;
  throw new AppError(
    'bad-input',
    'The image is tile-compressed (ZIMAGE), which is not cut: download the whole file and unpack it with funpack.',
  );
}

function refuseShortFile(header: FitsHeader, fileBytes: number | null): void {
  const needed = header.dataOffset + dataBytes(header);
  if (fileBytes === null || needed <= fileBytes) return;
  throw new AppError(
    'bad-input',
    `The FITS file has ${fileBytes} bytes and its header promises ${needed}: the file was cut, or its header is damaged.`,
  );
}

function noImage(): AppError {
  return new AppError('bad-input', 'The FITS file holds no image with two axes.');
}
