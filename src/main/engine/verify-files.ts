import { availableParallelism } from 'node:os';
import process from 'node:process';
import { targetOf } from '#main/downloads/target.ts';
import { checkFile } from '#main/library/check-file.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { VerifyRow } from './contract.ts';

/** How often progress is told, at most. */
const TELL_EVERY_MS = 100;

/**
 * Reads every wanted file that is below `outputFolder` and compares it with its listing, as many at a time as there
 * are cores. The rows are in the order of `files`. Throws the signal's reason.
 */
export async function verifyFiles(
  outputFolder: string,
  files: readonly WantedFile[],
  signal: AbortSignal,
  onProgress: (progress: { readonly filesDone: number; readonly bytesDone: number }) => void,
): Promise<readonly VerifyRow[]> {
  const rows: VerifyRow[] = [];
  let next = 0;
  let filesDone = 0;
  let bytesDone = 0;
  let toldMs = 0;
  const worker = async (): Promise<void> => {
    for (let index = next; index < files.length; index = next) {
      next += 1;
      signal.throwIfAborted();
      const file = files[index]!;
      rows[index] = await verifyOne(outputFolder, file, signal);
      filesDone += 1;
      bytesDone += file.size ?? 0;
      if (Date.now() - toldMs < TELL_EVERY_MS) continue;
      toldMs = Date.now();
      onProgress({ filesDone, bytesDone });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return rows;
}

async function verifyOne(
  outputFolder: string,
  file: WantedFile,
  signal: AbortSignal,
): Promise<VerifyRow> {
  const { path } = file;
  try {
    const names = process.platform === 'win32' ? 'windows' : 'posix';
    const verdict = await checkFile(targetOf(outputFolder, path, names).file, file, { signal });
    return {
      path,
      verdict: verdict.kind,
      assurance: verdict.kind === 'good' ? verdict.assurance : null,
      why: verdict.kind === 'damaged' ? verdict.why : null,
    };
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    return { path, verdict: 'unreadable', assurance: null, why: error.message };
  }
}
