import { setImmediate } from 'node:timers/promises';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { type FileStamp, type FoundFile, findFile } from '#main/system/disk/file-stamp.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { etaSeconds, nextRate, startRate } from '#shared/downloads/rate.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CheckedFile, VerifyProgress } from '#shared/library/verdict.ts';
import type { Algorithm, HashItem } from './hash-batches.ts';
import { hashFiles } from './hash-pool.ts';
import { type Judgement, judgeByError, judgeByHash, judgeBySize } from './judge-file.ts';

export interface LibraryRequest {
  readonly files: readonly WantedFile[];
  /** Where the file of a survey path is. Throws AppError where it can't be on this disk. */
  readonly fileOf: (path: string) => string;
  /** Whether a file that isn't there is to be called missing; others are left out of the result. */
  readonly isExpected: (path: string) => boolean;
  /** The content_hash that a file had when it was downloaded, for a listing that tells none; null if unknown. */
  readonly recall?: (path: string) => string | null;
  /** Compute the SHA-256 of every file that is there, too, also of those that nothing is known of. */
  readonly withSha256: boolean;
}

export interface LibraryWork {
  readonly signal: AbortSignal;
  /** How many threads may hash now. */
  readonly workers?: () => number;
  /** Called often; whoever shows it slows it down. */
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** @default Date.now */
  readonly now?: () => number;
}

/** A file that is there and has to be read. */
interface ToRead {
  readonly wanted: WantedFile;
  readonly file: string;
  readonly stamp: FileStamp;
  /** What is known without reading it: then it is read for its SHA-256 alone. */
  readonly known: Judgement | null;
  /** Compared with what it was when it was downloaded, for want of a listing that tells. */
  readonly isRecalled: boolean;
}

/** Whoever waits for this thread gets a turn after so many files. */
const FILES_A_TURN = 64;

/**
 * Reads files and compares them with all that is known of them; changes nothing. The result is in the order of
 * `files`. Throws the signal's reason.
 */
export async function verifyLibrary(
  { files, fileOf, isExpected, recall, withSha256 }: LibraryRequest,
  { signal, workers, onProgress, now = Date.now }: LibraryWork,
): Promise<readonly CheckedFile[]> {
  const results: (CheckedFile | undefined)[] = [];
  const toRead = new Map<number, ToRead>();
  let filesTotal = 0;
  let bytesTotal = 0;
  for (const [index, listed] of files.entries()) {
    if (index % FILES_A_TURN === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const recalled = listed.contentHash === null ? (recall?.(listed.path) ?? null) : null;
    const wanted = recalled === null ? listed : { ...listed, contentHash: recalled };
    const found = lookFor(wanted, fileOf);
    if (found.kind === 'judged') results[index] = found.file;
    else if (found.kind === 'absent') {
      if (isExpected(wanted.path)) results[index] = absent(wanted.path);
    } else {
      const { file, stamp } = found;
      const known = judgeBySize(wanted, stamp.size);
      if (known === null || (withSha256 && known.verdict !== 'damaged')) {
        toRead.set(index, { wanted, file, stamp, known, isRecalled: recalled !== null });
        bytesTotal += stamp.size;
      } else results[index] = checked(wanted.path, known, stamp);
    }
    if (results[index] !== undefined || toRead.has(index)) filesTotal += 1;
  }

  let filesDone = filesTotal - toRead.size;
  let bytesDone = 0;
  let rate = startRate(now(), 0);
  const tell = (): void => {
    rate = nextRate(rate, now(), bytesDone);
    const { bytesPerSecond } = rate;
    onProgress?.({
      filesDone,
      filesTotal,
      bytesDone,
      bytesTotal,
      bytesPerSecond,
      etaSeconds: etaSeconds(bytesPerSecond, bytesTotal - bytesDone),
    });
  };
  tell();
  await hashFiles(itemsOf(toRead, withSha256), {
    signal,
    ...(workers === undefined ? {} : { workers }),
    onRead(bytes) {
      bytesDone += bytes;
      tell();
    },
    onFile(index, outcome) {
      const { wanted, stamp, known, isRecalled } = toRead.get(index)!;
      if (outcome.kind === 'failed') {
        const { code, message } = outcome;
        results[index] = checked(wanted.path, judgeByError(code, message), stamp);
        // What could not be read is not to be read any more.
        bytesTotal -= stamp.size;
      } else {
        const judgement = known ?? judgeByHash(wanted, stamp.size, outcome, isRecalled);
        const sha256 = outcome.whole.sha256 ?? null;
        const { contentHash } = outcome;
        results[index] = { ...checked(wanted.path, judgement, stamp), contentHash, sha256 };
      }
      filesDone += 1;
      tell();
    },
  });
  return results.filter((result) => result !== undefined);
}

type Found =
  | { readonly kind: 'there'; readonly file: string; readonly stamp: FileStamp }
  | { readonly kind: 'absent' }
  | { readonly kind: 'judged'; readonly file: CheckedFile };

function lookFor({ path }: WantedFile, fileOf: (path: string) => string): Found {
  const unreadable = (judgement: Judgement): Found => ({
    kind: 'judged',
    file: { ...absent(path), ...judgement },
  });
  try {
    const file = fileOf(path);
    const found: FoundFile = findFile(file);
    if (found.kind === 'absent') return { kind: 'absent' };
    if (found.kind === 'file') return { kind: 'there', file, stamp: found.stamp };
    return unreadable({
      verdict: 'unreadable',
      why: 'has a folder or a broken link in its place',
    });
  } catch (error) {
    // A name that this disk can't have is not on it.
    if (error instanceof AppError) return { kind: 'absent' };
    if (errnoOf(error) === 'ENOTDIR') return { kind: 'absent' };
    const message = error instanceof Error ? error.message : String(error);
    return unreadable(judgeByError(errnoOf(error), message));
  }
}

function* itemsOf(
  toRead: ReadonlyMap<number, ToRead>,
  withSha256: boolean,
): Generator<HashItem, void> {
  for (const [id, { wanted, file, stamp }] of toRead) {
    const whole = new Set<Algorithm>(withSha256 ? ['sha256'] : []);
    if (wanted.checksum !== null) whole.add(wanted.checksum.algorithm);
    yield { id, file, size: stamp.size, whole: [...whole] };
  }
}

function absent(path: string): CheckedFile {
  return {
    path,
    verdict: 'missing',
    why: null,
    size: null,
    modifiedAtMs: null,
    contentHash: null,
    sha256: null,
  };
}

function checked(path: string, judgement: Judgement, stamp: FileStamp): CheckedFile {
  return {
    ...absent(path),
    ...judgement,
    size: stamp.size,
    modifiedAtMs: Number(stamp.mtimeNs / 1_000_000n),
  };
}
