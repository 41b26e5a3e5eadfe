import { z } from 'zod';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { JobState, JobTarget } from '#shared/downloads/job.ts';
import type { JobQuery, JobRange, JobRow } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { ConnectionState, ConnectionStep } from '#shared/ipc/connection-state.ts';
import type { ListingInfo, MenuCommand, Selection } from '#shared/ipc/contract.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { type ShowCommand, showCommandOf, VIEWS } from '#shared/ipc/views.ts';
import type { LibraryState, NotablePage, NotableQuery } from '#shared/library/library-state.ts';
import type { NotableVerdict } from '#shared/library/verdict.ts';

/** A union of words as a schema: a word that is missing here, or too many, is a compile error. */
function oneOf<Word extends string>(words: { readonly [K in Word]: K }): z.ZodType<Word> {
  return z.enum(words);
}

const errorCode = oneOf<ErrorCode>({
  'bad-usage': 'bad-usage',
  'bad-config': 'bad-config',
  'bad-input': 'bad-input',
  'endpoint-refused': 'endpoint-refused',
  'link-denied': 'link-denied',
  'link-not-found': 'link-not-found',
  'link-disabled': 'link-disabled',
  'link-unsupported': 'link-unsupported',
  'sign-in-expired': 'sign-in-expired',
  'sign-in-invalid': 'sign-in-invalid',
  'sign-in-revoked': 'sign-in-revoked',
  'scope-missing': 'scope-missing',
  'rate-limited': 'rate-limited',
  network: 'network',
  stalled: 'stalled',
  'server-error': 'server-error',
  'not-dropbox': 'not-dropbox',
  'path-not-found': 'path-not-found',
  'cursor-reset': 'cursor-reset',
  'range-refused': 'range-refused',
  api: 'api',
  'file-changed': 'file-changed',
  corrupt: 'corrupt',
  'listing-disagrees': 'listing-disagrees',
  'disk-full': 'disk-full',
  'no-permission': 'no-permission',
  'folder-gone': 'folder-gone',
  'name-refused': 'name-refused',
  'in-use': 'in-use',
  'disk-failing': 'disk-failing',
  'disk-read-only': 'disk-read-only',
  'disk-error': 'disk-error',
  cancelled: 'cancelled',
});

const jobState = oneOf<JobState>({
  queued: 'queued',
  active: 'active',
  verifying: 'verifying',
  paused: 'paused',
  'waiting-for-auth': 'waiting-for-auth',
  done: 'done',
  failed: 'failed',
});

const count = z.number().int().nonnegative();
const amount = z.number().nonnegative();
/** Milliseconds since 1970. */
const time = z.number();
const words32 = z.instanceof(Uint32Array);

/** More bits than any survey has files. */
const MOST_WORDS = 1_000_000;

export const selection: z.ZodType<Selection> = z.object({
  catalogueRevision: count,
  words: words32.refine(({ length }) => length <= MOST_WORDS),
});

export const shortText = z.string().max(4_096);

/** What a file of text that people bring may have, and the answer that repeats it. */
export const longText = z.string().max(MAX_TEXT_BYTES);

export const jobIds = words32.refine(({ length }) => length <= 32 * MOST_WORDS);

const jobFilter = z.union([jobState, z.enum(['all', 'size-only'])]);

export const jobTarget: z.ZodType<JobTarget> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ids'), ids: jobIds }),
  z.object({ kind: z.literal('list'), filter: jobFilter, search: shortText, except: jobIds }),
  z.object({ kind: z.literal('state'), state: z.union([jobState, z.literal('all')]) }),
]);

const jobListing = z.object({
  filter: jobFilter,
  search: shortText,
  sort: z
    .object({ by: z.enum(['path', 'state', 'size', 'attempts']), descending: z.boolean() })
    .nullish(),
});

const jobPlace = z.object({ id: count.nullable(), index: count });

export const jobRange: z.ZodType<JobRange> = jobListing.extend({ from: jobPlace, to: jobPlace });

export const jobQuery: z.ZodType<JobQuery> = jobListing.extend({
  offset: count,
  limit: count.max(1_000),
});

const failure = z.object({ code: errorCode, message: z.string() });
const assurance = z.enum(['verified', 'size-only']);
const outcome = z.enum(['fetched', 'kept']);

export const jobRow: z.ZodType<JobRow> = z.object({
  id: count,
  path: z.string(),
  size: amount.nullable(),
  bytesDone: amount,
  state: jobState,
  attempts: count,
  retryAtMs: time,
  failure: failure.nullable(),
  assurance: assurance.nullable(),
  outcome: outcome.nullable(),
});

const filesAndBytes = z.object({ files: z.number(), bytes: z.number() });

export const queueSnapshot: z.ZodType<QueueSnapshot> = z.object({
  revision: count,
  phase: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('idle') }),
    z.object({ kind: z.literal('running') }),
    z.object({ kind: z.literal('paused') }),
    z.object({ kind: z.literal('resting'), untilMs: time, failure }),
    z.object({
      kind: z.literal('halted'),
      by: z.enum(['auth', 'disk', 'outage', 'engine']),
      failure,
    }),
  ]),
  totals: z.object({
    queued: filesAndBytes,
    active: filesAndBytes,
    verifying: filesAndBytes,
    paused: filesAndBytes,
    'waiting-for-auth': filesAndBytes,
    done: filesAndBytes,
    failed: filesAndBytes,
  }),
  bytesDone: amount,
  bytesTotal: amount,
  bytesPerSecond: amount.nullable(),
  etaSeconds: amount.nullable(),
  waitingForDropboxUntilMs: time.nullable(),
  budgetUsedUpUntilMs: time.optional(),
  left: z.array(z.object({ outputFolder: z.string(), files: count })).optional(),
  active: z.array(
    z.object({
      id: count,
      path: z.string(),
      state: z.enum(['active', 'verifying']),
      size: amount.nullable(),
      bytesDone: amount,
      attempts: count,
    }),
  ),
});

const notableVerdict = oneOf<NotableVerdict>({
  damaged: 'damaged',
  unreadable: 'unreadable',
  missing: 'missing',
  foreign: 'foreign',
});

const libraryScope = z.enum(['everything', 'selection']);

export const libraryState: z.ZodType<LibraryState> = z.discriminatedUnion('kind', [
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
    hasSha256: z.boolean(),
    trouble: z.string().nullable(),
    mendable: count,
    isMending: z.boolean(),
    repaired: z.object({ damaged: count, missing: count }),
  }),
]);

export const notableQuery: z.ZodType<NotableQuery> = z.object({
  verdict: notableVerdict.nullable(),
  offset: count,
  limit: count.max(1_000),
});

export const notablePage: z.ZodType<NotablePage> = z.object({
  total: count,
  rows: z.array(
    z.object({
      path: z.string(),
      verdict: notableVerdict,
      why: z.string().nullable(),
      size: amount.nullable(),
      repaired: z.object({ atMs: time, assurance }).nullable(),
    }),
  ),
});

const connectedTo = z.enum(['dropbox', 'demo']);

const withoutConnection = {
  kept: z.object({ link: z.boolean(), password: z.boolean(), token: z.boolean() }).optional(),
  remembered: z.literal(true).optional(),
};

export const connectionState: z.ZodType<ConnectionState> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('disconnected'),
    problem: failure.nullable(),
    ...withoutConnection,
  }),
  z.object({ kind: z.literal('browsing'), ...withoutConnection }),
  z.object({
    kind: z.literal('signing-in'),
    authorizeUrl: z.url(),
    comesBackByItself: z.boolean(),
  }),
  z.object({ kind: z.literal('connecting'), to: connectedTo }),
  z.object({
    kind: z.literal('connected'),
    to: connectedTo,
    name: z.string(),
    remembered: z.boolean(),
  }),
  z.object({
    kind: z.literal('interrupted'),
    to: connectedTo,
    problem: failure,
    ...withoutConnection,
  }),
]);

export const connectionStep: z.ZodType<ConnectionStep> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('demo') }),
  z.object({ kind: z.literal('disconnect') }),
  z.object({ kind: z.literal('forget') }),
  z.object({ kind: z.literal('config'), text: z.string().max(1024 * 1024) }),
  z.object({ kind: z.literal('output-folder'), outputFolder: shortText }),
]);

export const listingInfo: z.ZodType<ListingInfo> = z.object({
  source: z.enum(['builtin', 'crawled', 'imported', 'demo']),
  catalogueRevision: count,
  listedAtMs: time,
  files: count,
  crawl: z.object({ foldersDone: count, foldersFound: count, filesFound: count }).nullable(),
  problem: failure.optional(),
});

const textColumn = z.object({ text: z.string(), starts: words32 });

export const catalogue: z.ZodType<Catalogue> = z.object({
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

export const menuCommand: z.ZodType<MenuCommand> = z.union([
  z.enum(VIEWS.map(showCommandOf)),
  oneOf<Exclude<MenuCommand, ShowCommand>>({
    find: 'find',
    'open-file': 'open-file',
    'pause-all': 'pause-all',
    'resume-all': 'resume-all',
  }),
]);

/** State that main owns, with its revision. */
export function versioned<T>(
  value: z.ZodType<T>,
): z.ZodType<{ readonly revision: number; readonly value: T }> {
  return z.object({ revision: count, value });
}

export { count };
