import type { PixelBox } from '#shared/fits/pixel-box.ts';

/**
 * `cut`: the file was written. `kept`: it was there from the same request. `not-covered`: the image does not reach the
 * source. `all-nan`: it does, and has no value there. `not-there`: no such file in the shared folder. `failed`, `stopped`:
 * see the note.
 */
export type CutoutOutcome =
  | 'cut'
  | 'kept'
  | 'not-covered'
  | 'all-nan'
  | 'not-there'
  | 'failed'
  | 'stopped';

/** What became of one source in one image. */
export interface CutoutResult {
  /** Index of the source. */
  readonly source: number;
  readonly path: string;
  readonly outcome: CutoutOutcome;
  /** The cutout's name in the output folder; null where there is none. */
  readonly file: string | null;
  /** Where the pixels came from; null where none came. */
  readonly from: 'dropbox' | 'disk' | null;
  /** Revision of the image; null where it is not known. */
  readonly rev: string | null;
  /** The cutout's pixels in the image; null where none were looked at. */
  readonly box: PixelBox | null;
  /** A sentence for the user; '' where there is nothing to say. */
  readonly note: string;
}
