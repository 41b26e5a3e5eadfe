import { z } from 'zod';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { call, command, type Infer, none } from './declare.ts';
import { count, failure, flag, longText, selection, time, versioned, words32 } from './values.ts';

/** The origin of the listing on view. */
const listingInfo = z.object({
  source: z.enum(['builtin', 'crawled', 'imported', 'demo']),
  /** Of the catalogue described here. If it changes, the page fetches the catalogue again. */
  catalogueRevision: count,
  /** Milliseconds since 1970; for the built-in listing the day it was made. */
  listedAtMs: time,
  files: count,
  /** The crawl under way; null if there is none. */
  crawl: z.object({ foldersDone: count, foldersFound: count, filesFound: count }).nullable(),
  /** Why the last crawl failed; left out if it did not fail, or another one has started. */
  problem: failure.optional(),
});
export type ListingInfo = Infer<typeof listingInfo>;

/** How the catalogue differs from an earlier listing. */
const changes = z.object({
  catalogueRevision: count,
  /** Null if there is no earlier listing. */
  changes: z
    .object({
      /** Milliseconds since 1970. */
      since: z.object({ isBuiltin: z.boolean(), listedAtMs: time }),
      /** One bit per row of the catalogue. */
      added: words32,
      changed: words32,
      /** The first 10,000 of `goneFiles` paths. */
      gone: z.array(z.string()),
      goneFiles: count,
    })
    .nullable(),
});
export type ListingChanges = Infer<typeof changes>;

const textColumn = z.object({ text: z.string(), starts: words32 });

const catalogue: z.ZodType<Catalogue> = z.object({
  length: count,
  folders: z.array(z.string()),
  folderStarts: words32,
  names: textColumn,
  traits: z.array(
    z.object({
      epoch: z.string().nullable(),
      region: z.enum(['combined', 'tiles', 'none']),
      kind: z.enum([
        'image',
        'rms',
        'background',
        'components',
        'islands',
        'qc',
        'table',
        'document',
        'other',
      ]),
      stokes: z.enum(['I', 'Q', 'U', 'V']).nullable(),
      sign: z.enum(['positive', 'negative']).nullable(),
      legacyVersion: z.string().nullable(),
      legacy: z.boolean(),
      extension: z.string(),
    }),
  ),
  traitsIds: words32,
  fields: z.array(z.string().nullable()),
  fieldIds: words32,
  sbids: words32,
  sizes: z.instanceof(Float64Array),
  revs: textColumn.nullable(),
  hashes: z.instanceof(Uint8Array).nullable(),
});

export const catalogueCalls = {
  'catalogue.get': call(none, versioned(catalogue)),
  'catalogue.info': call(none, versioned(listingInfo)),
  /** What was added, changed or removed since the last listing that was another. */
  'catalogue.changes': call(none, changes),
  /** Lists the shared folder again. Answers when done. */
  'catalogue.refresh': call(z.object({ includeLegacy: flag }), none),
  'catalogue.importListing': call(
    z.object({ text: longText }),
    /** Sentences about lines that were skipped or read otherwise. */
    z.object({ warnings: z.array(z.string()) }),
  ),
  'catalogue.useBuiltin': command,
  /** The files on disk with the listed size: bits over the catalogue's rows. */
  'catalogue.onDisk': call(none, selection),
};

export const catalogueEvents = {
  'catalogue.changed': versioned(listingInfo),
  /** Other rows of the present catalogue are on disk: fetch them again. */
  'catalogue.onDiskChanged': z.object({ revision: count }),
};
