import type { Failure } from '#shared/downloads/job.ts';
import type { NameRules } from '#shared/downloads/local-name.ts';
import type { RetryPolicy } from '#shared/downloads/retry-policy.ts';
import type { FileEvent } from '#shared/downloads/snapshot.ts';
import type { Clock } from '#main/system/time/clock.ts';
import type { FileSource } from '../transfer/file-source.ts';
import type { WriteSmallFile } from '../transfer/small-file.ts';
import type { OutputRoot } from './output-root.ts';
import type { QueueStore } from './queue-store.ts';
import type { FreeSpace } from './free-space.ts';

export interface QueueOptions {
  /** Files that download at once, at least 1. */
  readonly parallel: number;
  /** Download files again that are on disk already. */
  readonly overwrite: boolean;
  /** Download a large file over several connections while slots are idle. */
  readonly splitLarge: boolean;
  readonly retry: RetryPolicy;
  /** Back-offs in a row, each up to a minute, after which an outage halts the queue. @default Infinity */
  readonly maxBackoffs?: number;
}

export interface QueueDeps {
  readonly store: QueueStore;
  /** The folder of the store's file, for messages about its disk. */
  readonly stateFolder?: string;
  readonly source: FileSource;
  readonly outputFolder: string;
  readonly root: OutputRoot;
  readonly writeSmallFile: WriteSmallFile;
  /** Null starts every file without a check of free space; a full disk then waits for `start`. */
  readonly freeSpace: FreeSpace | null;
  /** A message for the user before anything else: the queue begins halted by it. */
  readonly notice?: Failure | null;
  readonly names: NameRules;
  /** Whether the disk treats names that differ only in case as the same. */
  readonly namesFold: boolean;
  readonly bootMark: string;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Milliseconds since 1970 until which Dropbox wants no calls; null if it takes them. */
  readonly waitingForDropboxUntilMs: () => number | null;
  readonly onFile: (event: FileEvent) => void;
}
