import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { errnoOf, mapDiskError } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ByteRange, findImage } from '#shared/fits/find-image.ts';
import type { FitsHeader } from '#shared/fits/header.ts';
import { describeImage, type FitsImage } from '#shared/fits/image.ts';
import { rowRange } from '#shared/fits/pixel-box.ts';
import { choosePlane, type ImagePlane } from '#shared/fits/plane.ts';
import { decodePixels, valueOfPixel } from '#shared/image/decode-pixels.ts';

/** Pixels of a row: `count` of them from `x` on, each `step` pixels from the one before. */
export interface RowRun {
  readonly y: number;
  readonly x: number;
  readonly step: number;
  readonly count: number;
}

/** An image on this disk, read by position. Synchronous: it belongs to a thread that does nothing else. */
export interface ImageFile {
  readonly fileBytes: number;
  readonly image: FitsImage;
  readonly width: number;
  readonly height: number;
  /** Whether the path still leads to this file, as it was when it was opened. */
  isCurrent(): boolean;
  /** Decodes pixels into `into` from index `at` on. */
  readRun(run: RowRun, into: Float32Array, at: number): void;
  /** Whole rows from `y` on, decoded; the memory is used again by the next call. */
  readRows(y: number, count: number): Float32Array;
  value(x: number, y: number): number;
  close(): void;
}

const NOT_THERE: ReadonlySet<string | null> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** @throws AppError `path-not-found` where there is no such file, `bad-input` for one that is no image */
export function openImageFile(file: string): ImageFile {
  const handle = openHandle(file);
  try {
    return imageOf(file, handle);
  } catch (error) {
    closeSync(handle);
    throw mapDiskError(error, file);
  }
}

function openHandle(file: string): number {
  try {
    // A pipe of that name must not hold the thread until somebody writes to it. Windows has no such flag, nor such pipes.
    const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (fstatSync(handle).isFile()) return handle;
    closeSync(handle);
    throw notThere(file);
  } catch (error) {
    if (NOT_THERE.has(errnoOf(error))) throw notThere(file);
    throw mapDiskError(error, file);
  }
}

function imageOf(file: string, handle: number): ImageFile {
  const opened = fstatSync(handle);
  const read = (range: ByteRange, into: Buffer): Buffer => readRange(handle, file, range, into);
  const image = describeImage(findHeader(handle, opened.size));
  const plane = choosePlane(image);
  const { length: width } = image.x;
  const { length: height } = image.y;
  let memory = Buffer.alloc(0);
  const memoryFor = (bytes: number): Buffer => {
    if (memory.length < bytes) memory = Buffer.allocUnsafeSlow(bytes);
    return memory.subarray(0, bytes);
  };
  let rows = new Float32Array();
  const { pixelBytes } = image;
  const { strideBytes } = image.x;
  const isNative =
    image.bitpix === -32 && image.bscale === 1 && image.bzero === 0 && strideBytes === pixelBytes;

  const readRun: ImageFile['readRun'] = ({ y, x, step, count }, into, at) => {
    const range = rangeOf(plane, { y, x, step, count });
    const bytes = read(range, memoryFor(range.end - range.start));
    if (isNative && step === 1) into.set(swapped(bytes, count), at);
    else decodePixels(image, { bytes, strideBytes: strideBytes * step, count }, into, at);
  };
  return {
    fileBytes: opened.size,
    image,
    width,
    height,
    isCurrent: () => isSameFile(opened, file),
    readRun,
    readRows(y, count) {
      if (isNative && image.y.strideBytes === width * pixelBytes) {
        const { start } = rangeOf(plane, { y, x: 0, step: 1, count: width });
        const bytes = count * image.y.strideBytes;
        return swapped(read({ start, end: start + bytes }, memoryFor(bytes)), count * width);
      }
      if (rows.length < count * width) rows = new Float32Array(count * width);
      for (let row = 0; row < count; row += 1) {
        readRun({ y: y + row, x: 0, step: 1, count: width }, rows, row * width);
      }
      return rows.subarray(0, count * width);
    },
    value(x, y) {
      const range = rangeOf(plane, { y, x, step: 1, count: 1 });
      return valueOfPixel(image, read(range, Buffer.alloc(range.end - range.start)));
    },
    close: () => closeSync(handle),
  };
}

/** The floats of big-endian bytes, turned in place. */
function swapped(bytes: Buffer, count: number): Float32Array {
  bytes.swap32();
  return new Float32Array(bytes.buffer, bytes.byteOffset, count);
}

function rangeOf(plane: ImagePlane, { y, x, step, count }: RowRun): ByteRange {
  const last = x + (count - 1) * step;
  return rowRange(plane, { x0: x, x1: last + 1, y0: y, y1: y + 1 }, y);
}

function findHeader(handle: number, fileBytes: number): FitsHeader {
  const search = findImage(fileBytes);
  let next = search.next();
  while (!next.done) {
    const { start, end } = next.value;
    const bytes = Buffer.alloc(end - start);
    next = search.next(bytes.subarray(0, readUpTo(handle, bytes, start)));
  }
  return next.value;
}

function readRange(handle: number, file: string, { start, end }: ByteRange, into: Buffer): Buffer {
  try {
    if (readUpTo(handle, into, start) === end - start) return into;
  } catch (error) {
    throw mapDiskError(error, file);
  }
  throw new AppError('bad-input', `${file} is shorter than its header says: download it again.`);
}

/** @returns bytes read: fewer than asked for where the file ends */
function readUpTo(handle: number, into: Buffer, position: number): number {
  let at = 0;
  while (at < into.length) {
    const read = readSync(handle, into, at, into.length - at, position + at);
    if (read === 0) break;
    at += read;
  }
  return at;
}

function isSameFile(opened: Stats, file: string): boolean {
  try {
    const now = statSync(file);
    return now.ino === opened.ino && now.size === opened.size && now.mtimeMs === opened.mtimeMs;
  } catch {
    return false;
  }
}

function notThere(file: string): AppError {
  return new AppError('path-not-found', `${file} is not on this disk: download it first.`);
}
