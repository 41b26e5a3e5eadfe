import { dirname } from 'node:path';
import { foldsNames } from '#main/system/disk/folds-names.ts';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import { inStateFolder } from '#main/system/disk/state-error.ts';
import { bootMark } from './transfer/boot-mark.ts';
import { DownloadQueue, type QueueOptions } from './queue/download-queue.ts';
import type { ByteLimits } from './transfer/byte-limits.ts';
import { limitedSource } from './transfer/limited-source.ts';
import { openQueue } from './queue/open-queue.ts';
import { rememberRoot } from './queue/output-root.ts';
import { QueueStore } from './queue/queue-store.ts';
import { createFreeSpace, type FreeSpace } from './queue/free-space.ts';
import { writeSmallFile } from './transfer/small-file.ts';
import type { Clock } from '#main/system/time/clock.ts';
import type { NameRules } from '#shared/downloads/local-name.ts';
import type { FileEvent } from '#shared/downloads/snapshot.ts';
import type { Connection } from './connection.ts';
import { dropboxSource } from './transfer/dropbox-source.ts';

export interface MakeQueueDeps {
  /** The queue's database. */
  readonly file: string;
  /** The state folder, for messages. */
  readonly stateFolder: string;
  readonly outputFolder: string;
  /** Whether the output folder's lock is held. */
  readonly isOurs: boolean;
  /** Throws AppError if another program has taken the output folder over. */
  readonly checkLock: () => void;
  readonly options: QueueOptions;
  readonly names: NameRules;
  readonly clock: Clock;
  readonly limits: ByteLimits;
  readonly connection: () => Connection | null;
  readonly onUsedUp: (untilMs: number) => void;
  readonly onFile: (event: FileEvent) => void;
}

/** A queue with the list of downloads of an output folder. */
export interface MadeQueue {
  readonly queue: DownloadQueue;
  readonly store: QueueStore;
  /** A sentence about a damaged list; null if all is well. */
  readonly notice: string | null;
  /** Whether another program has changed the list since it was opened here. */
  readonly isOutdated: () => boolean;
}

/** Opens the list of downloads of an output folder, which must exist. Throws AppError, and Node's errors. */
export function makeQueue(deps: MakeQueueDeps): MadeQueue {
  const { file, stateFolder, outputFolder, isOurs, checkLock, clock, connection } = deps;
  const { database, notice } = inStateFolder(stateFolder, () => {
    makeFolder(dirname(file));
    return openQueue(file, outputFolder, clock.now(), isOurs);
  });
  const version = (): unknown => database.prepare('PRAGMA data_version').get()?.['data_version'];
  const versionHere = version();
  const store = inStateFolder(stateFolder, () => new QueueStore(database));
  const root = rememberRoot(outputFolder);
  const queue = new DownloadQueue(
    {
      store,
      stateFolder,
      source: limitedSource(
        dropboxSource(() => connection()?.link ?? null),
        { limits: deps.limits, clock, onUsedUp: deps.onUsedUp },
      ),
      outputFolder,
      notice: notice === null ? null : { code: 'disk-error', message: notice },
      names: deps.names,
      namesFold: foldsNames(outputFolder),
      root: {
        ...root,
        check() {
          root.check();
          checkLock();
        },
      },
      writeSmallFile,
      freeSpace: freeSpaceWhile(createFreeSpace(outputFolder), () => connection() !== null),
      bootMark: bootMark(outputFolder),
      clock,
      random: Math.random,
      waitingForDropboxUntilMs: () => connection()?.waitingUntilMs() ?? null,
      onFile: deps.onFile,
    },
    deps.options,
  );
  return { queue, store, notice, isOutdated: () => version() !== versionHere };
}

/** Reports no free space without a connection, so that a full disk does not restart an offline queue. */
function freeSpaceWhile(freeSpace: FreeSpace, isConnected: () => boolean): FreeSpace {
  return { ...freeSpace, has: (...file) => isConnected() && freeSpace.has(...file) };
}
