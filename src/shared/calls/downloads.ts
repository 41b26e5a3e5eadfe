import { z } from 'zod';
import type { JobState, JobTarget } from '#shared/downloads/job.ts';
import type { JobQuery, JobRange, JobRow, JobSpan } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { call, command, none } from './declare.ts';
import {
  amount,
  count,
  failure,
  MAX_WORDS,
  oneOf,
  selection,
  shortText,
  strings,
  textOutput,
  time,
  words32,
} from './values.ts';

/** More than the survey and its older releases have. */
const MAX_PATHS = 200_000;

const jobState = oneOf<JobState>({
  queued: 'queued',
  active: 'active',
  verifying: 'verifying',
  paused: 'paused',
  'waiting-for-auth': 'waiting-for-auth',
  done: 'done',
  failed: 'failed',
});

const jobIds = words32.refine(({ length }) => length <= 32 * MAX_WORDS);
const jobFilter = z.union([jobState, z.enum(['all', 'size-only'])]);

const jobTarget: z.ZodType<JobTarget> = z.discriminatedUnion('kind', [
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

const jobSpan: z.ZodType<JobSpan> = z.object({
  ids: jobIds,
  from: count.nullable(),
  to: count.nullable(),
});
const jobRange: z.ZodType<JobRange> = jobListing.extend({ from: jobPlace, to: jobPlace });

const jobQuery: z.ZodType<JobQuery> = jobListing.extend({
  offset: count,
  limit: count.max(1_000),
});

const jobRow: z.ZodType<JobRow> = z.object({
  id: count,
  path: z.string(),
  size: amount.nullable(),
  bytesDone: amount,
  state: jobState,
  attempts: count,
  retryAtMs: time,
  failure: failure.nullable(),
  assurance: z.enum(['verified', 'size-only']).nullable(),
  outcome: z.enum(['fetched', 'kept']).nullable(),
});

const filesAndBytes = z.object({ files: z.number(), bytes: z.number() });

const queueSnapshot: z.ZodType<QueueSnapshot> = z.object({
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

const forTarget = call(jobTarget, none);

export const downloadsCalls = {
  /** Adds the files to the queue and starts it. Answers when they are queued. */
  'downloads.add': call(
    selection,
    /** Sentences about files with other names than in the catalogue. */
    z.object({ added: count, warnings: z.array(z.string()) }),
  ),
  'downloads.get': call(none, queueSnapshot),
  'downloads.rows': call(jobQuery, z.object({ total: count, rows: z.array(jobRow) })),
  'downloads.pauseAll': command,
  'downloads.resumeAll': command,
  'downloads.pause': forTarget,
  'downloads.resume': forTarget,
  'downloads.retry': forTarget,
  /** Removes files from the queue; what is on disk stays. `undoToken` restores them for a while. */
  'downloads.remove': call(jobTarget, z.object({ removed: count, undoToken: z.string() })),
  'downloads.undoRemove': call(z.object({ undoToken: shortText }), none),
  /** Moves files before another one in the queue, or to its end if `beforeId` is null. */
  'downloads.reorder': call(z.object({ target: jobTarget, beforeId: count.nullable() }), none),
  /** The files between two rows of a list, and the files that these rows are now. */
  'downloads.between': call(jobRange, jobSpan),
  /** The number of files that a target has now. */
  'downloads.count': call(jobTarget, z.object({ files: count })),
  /** The survey paths of a target, in the queue's order. */
  'downloads.paths': call(jobTarget, z.object({ paths: strings })),
  /** The history of the queue, as text to save. */
  'downloads.report': call(none, textOutput),
  'downloads.showFile': call(z.object({ id: count }), none),
  /** Opens the output folder in the file manager of a desktop. */
  'downloads.showFolder': command,
  /** The absolute path on disk for each survey path; null for each file that is not there. */
  'downloads.filesOnDisk': call(
    z.object({ paths: z.array(shortText).max(MAX_PATHS) }),
    z.object({ files: z.array(z.string().nullable()) }),
  ),
};

export const downloadsEvents = {
  /** At most ten a second, however many files change. */
  'downloads.changed': queueSnapshot,
};
