import { z } from 'zod';
import type { LibraryState, NotablePage, NotableQuery } from '#shared/library/library-state.ts';
import type { NotableResult } from '#shared/library/verify-result.ts';
import { call, command, type Infer, none } from './declare.ts';
import {
  amount,
  count,
  failure,
  flag,
  oneOf,
  selection,
  textOutput,
  time,
  versioned,
} from './values.ts';

const filesAndBytes = z.object({ files: z.number(), bytes: z.number() });

const notableResult = oneOf<NotableResult>({
  damaged: 'damaged',
  unreadable: 'unreadable',
  missing: 'missing',
  foreign: 'foreign',
});

const libraryScope = z.enum(['everything', 'selection']);

const libraryState: z.ZodType<LibraryState> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unchecked'), problem: failure.nullable() }),
  z.object({
    kind: z.literal('checking'),
    scope: libraryScope,
    progress: z
      .object({
        filesDone: count,
        filesTotal: count,
        bytesDone: amount,
        bytesTotal: amount,
        bytesPerSecond: amount.nullable(),
        etaSeconds: amount.nullable(),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('checked'),
    scope: libraryScope,
    outputFolder: z.string(),
    counts: z.object({
      verified: filesAndBytes,
      'size-only': filesAndBytes,
      'not-known': filesAndBytes,
      damaged: filesAndBytes,
      unreadable: filesAndBytes,
      missing: filesAndBytes,
      foreign: filesAndBytes,
    }),
    checkedAtMs: time,
    seconds: amount,
    hasSha256: flag,
    trouble: z.string().nullable(),
    repairable: count,
    isRepairing: flag,
    repaired: z.object({ damaged: count, missing: count }),
  }),
]);

const notableQuery: z.ZodType<NotableQuery> = z.object({
  result: z.union([notableResult, z.literal('repaired')]).nullable(),
  offset: count,
  limit: count.max(1_000),
});

const notablePage: z.ZodType<NotablePage> = z.object({
  total: count,
  rows: z.array(
    z.object({
      path: z.string(),
      result: notableResult,
      why: z.string().nullable(),
      size: amount.nullable(),
      repaired: z
        .object({
          size: amount.nullable(),
          atMs: time,
          assurance: z.enum(['verified', 'size-only']),
        })
        .nullable(),
    }),
  ),
});

const fileStates = z.object({
  /** The catalogue's revision. */
  catalogueRevision: count,
  /** One byte per row of the catalogue, an index of FILE_STATES. */
  states: z.instanceof(Uint8Array),
});
export type FileStates = Infer<typeof fileStates>;

export const libraryCalls = {
  'library.get': call(none, versioned(libraryState)),
  /** Starts to verify these files on disk, or all if `selection` is null. Answers when it has started. */
  'library.verify': call(z.object({ selection: selection.nullable(), withSha256: flag }), none),
  'library.cancel': command,
  /** What is on this disk and in the queue, file by file. */
  'library.fileStates': call(none, fileStates),
  'library.rows': call(notableQuery, notablePage),
  /** Adds the damaged and missing files to the queue. */
  'library.repair': call(none, z.object({ added: count })),
  /** The verified files as `sha256sum` prints them, or all known good files as CSV. */
  'library.manifest': call(z.object({ as: z.enum(['sums', 'table']) }), textOutput),
};

export const libraryEvents = {
  /** At most ten a second. */
  'library.changed': versioned(libraryState),
  /** Files have other states: fetch them again. At most once a second. */
  'library.fileStatesChanged': none,
};
