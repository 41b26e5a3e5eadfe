import type { SelavyCatalogue } from '#shared/selavy/catalogue.ts';

/** The engine's calls about catalogues of sources on disk. */
export type TableCalls = {
  /**
   * A catalogue of the survey on disk, whole. Throws AppError: `bad-input` for a file that is none or is too large, and
   * what the disk says.
   */
  readonly readTable: {
    readonly input: { readonly downloadsFolder: string; readonly path: string };
    readonly output: SelavyCatalogue;
  };
};
