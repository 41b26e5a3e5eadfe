import type { Catalogue } from '#shared/catalogue/catalogue.ts';

/** Origin of a listing that needs no call to Dropbox. */
export type ListingSource =
  | { readonly kind: 'builtin' }
  /** The demo survey as it was crawled in this process, else its paths. */
  | { readonly kind: 'demo' }
  /** In the format of `formatListing`. */
  | { readonly kind: 'text'; readonly text: string }
  /** Stored by an earlier crawl of that link. */
  | { readonly kind: 'stored'; readonly linkKey: string };

export interface Listing {
  /** Of two listings the one with the greater number is newer. */
  readonly id: number;
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970. */
  readonly listedAtMs: number;
  /** Sentences for the user, for example about entries that exist but are missing from this listing. */
  readonly problems: readonly string[];
}

/** How a listing differs from an earlier one. */
export interface ListingChanges {
  /** The earlier listing: the built-in one, or one of this link. Milliseconds since 1970. */
  readonly since: { readonly isBuiltin: boolean; readonly listedAtMs: number };
  /** One bit per row of the later listing. */
  readonly added: Uint32Array;
  readonly changed: Uint32Array;
  /** Paths of the earlier listing only; the first 10,000 of `goneFiles`. */
  readonly gone: readonly string[];
  readonly goneFiles: number;
}

/** Calls that load listings and compare them with the disk. */
export type ListingCalls = {
  /** Loads a listing as a catalogue; null if none is stored. Throws `bad-input` for text that is not a listing. */
  readonly loadListing: { readonly input: ListingSource; readonly output: Listing | null };
  /** Crawls the whole shared folder and stores the result under `linkKey`; null, for the demo, keeps it for `loadListing`. */
  readonly refreshListing: {
    readonly input: { readonly linkKey: string | null; readonly includeLegacy: boolean };
    readonly output: Listing;
  };
  /**
   * Compares the latest listing with the last one of the same link that was another, or with the built-in one. Null for
   * a listing that has no earlier one: the built-in one, and the first of the demo.
   */
  readonly listingChanges: {
    readonly input: { readonly catalogueId: number };
    readonly output: ListingChanges | null;
  };
  /** Reads the record of downloads of an output folder. */
  readonly downloadRecord: {
    readonly input: { readonly outputFolder: string; readonly paths: readonly string[] };
    readonly output: {
      /** Survey folders with downloaded files: `/EPOCH01/COMBINED`. */
      readonly folders: readonly string[];
      /** Those of `paths` that were downloaded. */
      readonly downloaded: readonly string[];
      /** A sentence for the user if the record, or part of it, cannot be read; else null. */
      readonly trouble: string | null;
    };
  };
  /** Finds which files of the latest listing exist below a folder with the listed size: one bit per row. */
  readonly findOnDisk: {
    readonly input: { readonly catalogueId: number; readonly outputFolder: string };
    readonly output: { readonly words: Uint32Array };
  };
};
