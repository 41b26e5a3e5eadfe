import type { Failure } from '#shared/downloads/job.ts';
import type { FileOfSources, ReadMap, Searched } from '#shared/lightcurve/curve-points.ts';
import type { SkyPosition } from '#shared/sky/position.ts';

/** What is measured, and where whole files of the survey lie. */
interface CurveInput {
  /** Null for none. */
  readonly downloadsFolder: string | null;
  readonly positions: readonly SkyPosition[];
  /** Paths from the root of the shared folder, with the positions that each is asked about: indexes. */
  readonly files: readonly FileOfSources[];
}

/** The engine's calls about light curves. */
export type CurveCalls = {
  /** Which of these files of the survey are on disk. */
  readonly filesOnDisk: {
    readonly input: { readonly downloadsFolder: string; readonly paths: readonly string[] };
    readonly output: { readonly paths: readonly string[] };
  };
  /** The nearest component to each position, from catalogues on disk. Asks Dropbox nothing. */
  readonly findComponents: {
    readonly input: CurveInput & { readonly radiusArcsec: number };
    /** In the order of the files. */
    readonly output: { readonly searched: readonly Searched[] };
  };
  /**
   * The pixel of an image at each position, from disk or by ranged reads. Without a connection only images on disk are
   * read.
   */
  readonly readPixels: {
    readonly input: CurveInput & {
      /** Names the shared link; null for the one that is connected. */
      readonly linkKey: string | null;
    };
    readonly output: {
      /** In the order of the files. */
      readonly read: readonly ReadMap[];
      /** Requests that Dropbox answered, and the bytes that it sent. */
      readonly calls: number;
      readonly bytes: number;
      /** What ended the work before its end; null for nothing. */
      readonly halted: Failure | null;
    };
  };
  /** Stops the calls of this part that are under way. */
  readonly stopCurves: { readonly input: null; readonly output: null };
};

export type CurveEvents = {
  /** After each file of a call. */
  readonly curves: {
    readonly of: 'catalogues' | 'maps';
    readonly done: number;
    readonly files: number;
  };
};
