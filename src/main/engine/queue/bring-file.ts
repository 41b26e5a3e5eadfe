import { findFile } from '#main/system/disk/file-stamp.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { checkFile } from '#main/engine/verify/check-file.ts';
import type { Assurance, Job, Outcome } from '#shared/downloads/job.ts';
import type { NameRules } from '#shared/downloads/local-name.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FileSource } from '../transfer/file-source.ts';
import type { OutputRoot } from './output-root.ts';
import { removePart } from '../transfer/part-file.ts';
import type { FreeSpace } from './free-space.ts';
import type { QueueStore } from './queue-store.ts';
import type { WriteSmallFile } from '../transfer/small-file.ts';
import { targetOf } from '../transfer/target.ts';
import { transfer } from '../transfer/transfer.ts';

export interface BringDeps {
  readonly store: QueueStore;
  readonly source: FileSource;
  readonly outputFolder: string;
  readonly root: OutputRoot;
  readonly names: NameRules;
  readonly bootMark: string;
  /** Null lets every file be tried. */
  readonly freeSpace: FreeSpace | null;
  readonly writeSmallFile: WriteSmallFile;
  readonly clock: Clock;
}

export interface BringRequest {
  readonly job: Job;
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
  /** The file is being read and compared. */
  readonly onVerifying: () => void;
  /** The file is being fetched. */
  readonly onFetching: () => void;
  /** The file on disk `why` ("has 12 bytes in place of 13") and is fetched again. */
  readonly onReplaced: (why: string) => void;
  /** Bytes that are here; `received` of them just came over the wire. */
  readonly onProgress: (bytesDone: number, received: number) => void;
  /** All `bytes` are here and checked, and wait in memory for the disk alone. */
  readonly onArrived: (bytes: number) => void;
  /** From now on `widen` opens another connection for the file; null: no more. */
  readonly onWidenable: (widen: (() => boolean) | null) => void;
  /** A connection that `widen` opened is done. */
  readonly onLaneEnd: () => void;
}

export interface Brought {
  readonly outcome: Outcome;
  readonly assurance: Assurance;
}

/** Makes sure that a job's file is on disk and good: keeps it if it is, else downloads it. Throws AppError. */
export async function bringFile(deps: BringDeps, request: BringRequest): Promise<Brought> {
  const { store, source, outputFolder, root, names, bootMark, freeSpace, writeSmallFile, clock } =
    deps;
  const { job, signal } = request;
  const target = targetOf(outputFolder, job.path, names);
  root.check();
  if (!request.overwrite) {
    request.onVerifying();
    const check = await checkFile(target.file, job, {
      signal,
      recall: (stamp) => store.recall(job.path, stamp),
      onProgress: (bytesDone) => request.onProgress(bytesDone, 0),
    });
    if (check.kind === 'good') {
      // A part file left beside it does no harm, and the disk may be read-only by now.
      await removePart(target).catch(() => undefined);
      const { contentHash, stamp, assurance } = check;
      if (contentHash !== null) store.remember(job.path, stamp, contentHash);
      return { outcome: 'kept', assurance };
    }
    if (check.kind === 'damaged') request.onReplaced(check.why);
  }
  const { size } = job;
  if (size === null) {
    throw new AppError('file-changed', `${job.path}: the listing does not contain its size.`);
  }
  freeSpace?.check(target, size);
  request.onFetching();
  let assurance: Assurance;
  try {
    assurance = await transfer({
      source,
      file: { ...job, size },
      target,
      bootMark,
      checkRoot: () => root.check(),
      writeSmallFile,
      now: () => clock.now(),
      signal,
      onVerifying: request.onVerifying,
      onProgress: request.onProgress,
      onArrived: request.onArrived,
      onWidenable: request.onWidenable,
      onLaneEnd: request.onLaneEnd,
    });
  } finally {
    freeSpace?.end(target);
  }
  const found = findFile(target.file);
  if (found.kind === 'file' && job.contentHash !== null) {
    store.remember(job.path, found.stamp, job.contentHash);
  }
  return { outcome: 'fetched', assurance };
}
