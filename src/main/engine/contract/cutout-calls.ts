import type { Failure } from '#shared/downloads/job.ts';

/** Something on the sky to cut out: ICRS, degrees. */
export interface CutoutSource {
  readonly name: string;
  readonly raDeg: number;
  readonly decDeg: number;
}

/** An image of the survey, and the sources to cut out of it: indexes. */
export interface CutoutImage {
  /** From the root of the shared folder, with a leading `/`. */
  readonly path: string;
  readonly sources: readonly number[];
}

export interface CutoutsInput {
  readonly sources: readonly CutoutSource[];
  readonly images: readonly CutoutImage[];
  /** Side of each cutout, degrees. */
  readonly sizeDeg: number;
  /** Folder for the cutouts; it exists. */
  readonly outputFolder: string;
  /** Folder with whole files of the survey, which are cut from disk; null for none. */
  readonly downloadsFolder: string | null;
  /** Beyond an image's edge: pad with NaN, or leave out. */
  readonly edge: 'pad' | 'trim';
  /** Leave only the two axes of the sky. */
  readonly dropUnitAxes: boolean;
  /** Lines about the program and the list of files, for HISTORY. */
  readonly history: readonly string[];
}

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
  /** A sentence for the user; '' where there is nothing to say. */
  readonly note: string;
}

export interface CutoutsOutput {
  /** In the order of the images and of their sources. */
  readonly results: readonly CutoutResult[];
  /** Bytes that Dropbox sent. */
  readonly bytes: number;
  /** Requests that Dropbox answered. */
  readonly calls: number;
  /** What ended the work before its end; null for nothing. */
  readonly halted: Failure | null;
}

export type CutoutCalls = {
  /** Cuts images around sources. What is complete stays; the same call goes on where it stopped. */
  readonly cut: { readonly input: CutoutsInput; readonly output: CutoutsOutput };
};

export type CutoutEvents = {
  /** After each image. */
  readonly cutouts: {
    readonly imagesDone: number;
    readonly images: number;
    readonly bytes: number;
  };
};
