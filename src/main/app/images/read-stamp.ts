import { readFile } from 'node:fs/promises';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { orientationAt } from '#shared/cutouts/orient-stamp.ts';
import { peakOf, reducePixels } from '#shared/cutouts/reduce-pixels.ts';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import { findImage } from '#shared/fits/find-image.ts';
import type { FitsHeader } from '#shared/fits/header.ts';
import { numberOf, textOf } from '#shared/fits/header-values.ts';
import { describeImage } from '#shared/fits/image.ts';
import { choosePlane, type ImagePlane } from '#shared/fits/plane.ts';
import { createWorldCoordinates } from '#shared/fits/world-coordinates.ts';
import { decodePixels } from '#shared/image/decode-pixels.ts';
import type { SkyPosition } from '#shared/sky/position.ts';

/** Pixels along each side of what a page draws. */
const MAX_SIDE = 512;

/** Reads a cutout from disk as a page draws it. Throws AppError for a file that is gone or no image. */
export async function readStamp(file: string, source: SkyPosition): Promise<Stamp> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw mapDiskError(error, file);
  });
  return stampOf(bytes, source);
}

/** The cutout in the bytes of its file, as a page draws it. */
function stampOf(file: Uint8Array, source: SkyPosition): Stamp {
  const search = findImage(file.length);
  let step = search.next();
  while (!step.done) step = search.next(file.subarray(step.value.start, step.value.end));
  const header = step.value;
  const plane = choosePlane(describeImage(header));
  const whole = pixelsOf(plane, file);
  const { reducedBy, ...drawn } = reducePixels(whole, MAX_SIDE);
  const world = createWorldCoordinates(plane);
  const found = orientationAt(world, source);
  const middle = { x: (whole.width - 1) / 2, y: (whole.height - 1) / 2 };
  const { at, north, east } = found ?? { at: middle, north: { x: 0, y: 1 }, east: { x: -1, y: 0 } };
  return {
    ...drawn,
    reducedBy,
    pixelDeg: world.pixelDeg * reducedBy,
    unit: textOf(header, 'BUNIT') ?? '',
    peak: peakOf(whole.values),
    source: { x: (at.x + 0.5) / reducedBy - 0.5, y: (at.y + 0.5) / reducedBy - 0.5 },
    north,
    east,
    beam: beamOf(header),
  };
}

function pixelsOf(plane: ImagePlane, file: Uint8Array) {
  const { image, offset } = plane;
  const [width, height] = [image.x.length, image.y.length];
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = offset + y * image.y.strideBytes;
    const bytes = file.subarray(
      start,
      start + (width - 1) * image.x.strideBytes + image.pixelBytes,
    );
    const run = { bytes, strideBytes: image.x.strideBytes, count: width };
    decodePixels(image, run, values, y * width);
  }
  return { width, height, values };
}

function beamOf(header: FitsHeader): Stamp['beam'] {
  const [majorDeg, minorDeg] = [numberOf(header, 'BMAJ', 0), numberOf(header, 'BMIN', 0)];
  if (!(majorDeg > 0) || !(minorDeg > 0)) return null;
  return { majorDeg, minorDeg, angleDeg: numberOf(header, 'BPA', 0) };
}
