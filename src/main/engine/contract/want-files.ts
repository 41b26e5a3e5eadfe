import type { WantedFile } from '#shared/downloads/job.ts';
import type { QueueCalls } from './queue-calls.ts';

/** Files of one call, which is copied as a whole into the thread: with four times as many, memory peaks 6 MB higher. */
export const FILES_A_CALL = 250;

/** What it needs of the engine's client. */
export interface QueueClient {
  call<Name extends keyof QueueCalls>(
    name: Name,
    input: QueueCalls[Name]['input'],
  ): Promise<QueueCalls[Name]['output']>;
}

export interface WantedWork {
  /** Files of an earlier selection that are paused now. */
  readonly suspended: number;
  /** Bytes that the files still need on the disk; their total size if all of them fit. */
  readonly neededBytes: number;
  /** Free bytes on that disk; null if the disk does not report them. */
  readonly freeBytes: number | null;
}

/** Makes `files` the work of the open queue, however many they are. Throws AppError as the engine's calls do. */
export async function wantFiles(
  engine: QueueClient,
  files: readonly WantedFile[],
  readAgain = false,
): Promise<WantedWork> {
  await engine.call('want', { files: files.slice(0, FILES_A_CALL), readAgain });
  for (const lot of lotsOf(files.slice(FILES_A_CALL))) {
    await engine.call('add', { files: lot, readAgain });
  }
  const snapshot = await engine.call('snapshot', null);
  const { freeBytes } = await engine.call('space', { files: [] });
  let neededBytes = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
  // Looking at every file on disk takes time, and matters only if space is short.
  if (freeBytes !== null && neededBytes > freeBytes) {
    neededBytes = 0;
    for (const lot of lotsOf(files)) {
      neededBytes += (await engine.call('space', { files: lot })).neededBytes;
    }
  }
  return { suspended: snapshot?.totals.paused.files ?? 0, neededBytes, freeBytes };
}

function* lotsOf(files: readonly WantedFile[]): Generator<readonly WantedFile[]> {
  for (let at = 0; at < files.length; at += FILES_A_CALL) yield files.slice(at, at + FILES_A_CALL);
}
