import type { CutoutOutcome, CutoutResult } from '#shared/cutouts/cutout-result.ts';
import type { Failure } from '#shared/downloads/job.ts';

export type { CutoutOutcome, CutoutResult };

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
  /** Names the shared link; null or left out for the one that is connected. */
  readonly linkKey?: string | null;
  /** Lines about the program and the list of files, for HISTORY. */
  readonly history: readonly string[];
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

/** Cutouts to plan. Their history is not needed for that. */
export interface CutoutPlanInput extends Omit<CutoutsInput, 'images' | 'history'> {
  /** Who asks: a later plan for the same one ends this one, which rejects with `cancelled`. Left out, none ends it. */
  readonly asker?: number;
  readonly images: readonly (CutoutImage & {
    /** Bytes of the file, as listed or estimated. */
    readonly bytes: number;
  })[];
}

/** What the cutouts of one image will cost. */
export interface PlannedImage {
  readonly path: string;
  /** Where the pixels will come from; `none` where every cutout is there already. */
  readonly from: 'dropbox' | 'disk' | 'none';
  /** Whether the header is known, so that calls and bytes are what they will be; else they are estimated. */
  readonly isExact: boolean;
  /** Requests to Dropbox, and the bytes that it will send. */
  readonly calls: number;
  readonly bytes: number;
  /** Bytes of the whole file if Dropbox sent it; 0 where it sends nothing. */
  readonly wholeBytes: number;
  /** Cutouts that an earlier call of the same request wrote. */
  readonly kept: number;
  /** Cutouts to make; with a known header, those that the image covers. */
  readonly cutouts: number;
  /** Bytes of their files on disk, at most. */
  readonly outputBytes: number;
}

export interface CutoutPlan {
  /** In the order of the input. */
  readonly images: readonly PlannedImage[];
  /** Free at the output folder: bytes, and files; null where the disk does not report them. */
  readonly freeBytes: number | null;
  readonly freeFiles: number | null;
}

export type CutoutCalls = {
  /** What the same images and sources will cost. Asks Dropbox nothing, writes nothing, needs no connection. */
  readonly planCutouts: { readonly input: CutoutPlanInput; readonly output: CutoutPlan };
  /**
   * Cuts images around sources. What is complete stays; the same call goes on where it stopped. Without a connection
   * only images on disk are cut.
   */
  readonly cut: { readonly input: CutoutsInput; readonly output: CutoutsOutput };
  /** Stops the calls of `cut` that are under way; they answer with what is complete. */
  readonly stopCutouts: { readonly input: null; readonly output: null };
};

export type CutoutEvents = {
  /** After each image. */
  readonly cutouts: {
    readonly imagesDone: number;
    readonly images: number;
    readonly bytes: number;
    /** Of that image, one for each source. */
    readonly results: readonly CutoutResult[];
  };
};
