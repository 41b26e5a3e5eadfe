/** A vector in pixels: x to the right, y up. */
export interface PixelVector {
  readonly x: number;
  readonly y: number;
}

/** A cutout as a page draws it. */
export interface Stamp {
  /** Pixels that are drawn. */
  readonly width: number;
  readonly height: number;
  /** Physical values, the bottom row first, each from left to right; NaN for "no value". */
  readonly values: Float32Array;
  /** Each drawn pixel is the mean of so many of the file's along each side. */
  readonly reducedBy: number;
  /** Side of a drawn pixel, degrees. */
  readonly pixelDeg: number;
  /** BUNIT: `Jy/beam`. '' where the header has none. */
  readonly unit: string;
  /** The file's value that is farthest from 0; null without any value. */
  readonly peak: number | null;
  /** Where the source lies among the drawn pixels, from the centre of the first one. */
  readonly source: PixelVector;
  /** Unit vectors at the source. */
  readonly north: PixelVector;
  readonly east: PixelVector;
  /** Full widths at half maximum, degrees, and the position angle of the major axis from north through east. */
  readonly beam: {
    readonly majorDeg: number;
    readonly minorDeg: number;
    readonly angleDeg: number;
  } | null;
}
