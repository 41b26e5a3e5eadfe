import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Observatory } from '../observing/observatory.ts';
import type { ImageRows } from '../observing/render-image.ts';
import { commentLines, encodeHeader } from './fits.ts';
import { DEMO_REMARKS } from './image-cards.ts';
import { describeImage } from './image-file.ts';
import { askapCards, askapLines } from './askap-cards.ts';

/** An image that is too large to be made as a whole: its header, and rows of 32-bit floats. */
export interface LargeImage {
  /** Whole records. */
  readonly header: Uint8Array;
  readonly rows: ImageRows;
}

/** Null for a path that names no image, and for an image that is small. */
export type MakeLargeImage = (path: string, release: string) => LargeImage | null;

/** Pixels along a side from which on an image is made row by row: 4 MiB and more. */
const LARGE_WIDTH = 1024;

/** Makes the large images of a survey; their headers have the length and the peculiarities of ASKAP's. */
export function createLargeImages(observatory: Observatory): MakeLargeImage {
  return (path, release) => {
    const { kind, epoch, field, region, sbid, stokes } = parsePath(path);
    if (kind !== 'image' && kind !== 'rms' && kind !== 'background') return null;
    if (epoch === null || field === null) return null;
    const tile = region === 'tiles' ? sbid : null;
    const exposure = observatory.exposure({ epoch, field, sbid: tile, release });
    if (exposure === null || exposure.frame.width < LARGE_WIDTH) return null;
    const { rows, width, cards } = describeImage(observatory, exposure, stokes ?? 'I', kind);
    const lines = [...commentLines(DEMO_REMARKS), ...askapLines(exposure)];
    return { rows, header: encodeHeader([width, width, 1, 1], [...cards, ...askapCards()], lines) };
  };
}
