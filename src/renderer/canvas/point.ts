/** A place on a canvas, CSS pixels from its left upper corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Of a canvas, CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
