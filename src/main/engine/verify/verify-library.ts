import { setImmediate } from 'node:timers/promises';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { type FileStamp, type FoundFile, findFile } from '#main/system/disk/file-stamp.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { etaSeconds, nextRate, startRate } from '#shared/downloads/rate.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CheckedFile, VerifyProgress } from '#shared/library/verify-result.ts';
import type { Algorithm, HashItem } from './hash-batches.ts';
import { hashFiles } from './hash-pool.ts';
import { type Judgement, judgeByError, judgeByHash, judgeBySize } from './judge-file.ts';

export interface LibraryRequest {
  readonly files: readonly WantedFile[];
  /** The file of a survey path. Throws AppError if this disk can't have such a name. */
  readonly fileOf: (path: string) => string;
  /** Whether an absent file counts as missing; others are left out of the result. */
  readonly isExpected: (path: string) => boolean;
  /** A file's content_hash at download time, for a listing without hashes; null if unknown. */
  readonly recall?: (path: string) => string | null;
  /** Also compute the SHA-256 of every existing file, even if nothing is known of it. */
  readonly withSha256: boolean;
}

export interface LibraryWork {
  readonly signal: AbortSignal;
  /** How many threads may hash now. */
  readonly workers?: () => number;
  /** Called often; the caller limits its rate. */
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** @default Date.now */
  readonly now?: () => number;
}

/** An existing file that must be read. */
interface ToRead {
  readonly wanted: WantedFile;
  readonly file: string;
  readonly stamp: FileStamp;
  /** The result if it is known without reading; then the file is read only for its SHA-256. */
  readonly known: Judgement | null;
  /** Whether the expected hash is that of the download, because the listing has none. */
  readonly isRecalled: boolean;
}

/** After this many files other work of this thread may run. */
const FILES_PER_SLICE = 64;

/**
 * Reads files and compares them with their known sizes and hashes; changes nothing. The result is in the order of
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
    if (index % FILES_PER_SLICE === 0) {
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
      if (known === null || (withSha256 && known.result !== 'damaged')) {
        toRead.set(index, { wanted, file, stamp, known, isRecalled: recalled !== null });
        bytesTotal += stamp.size;
      } else results[index] = checked(wanted.path, known, stamp);
    }
    if (results[index] !== undefined || toRead.has(index)) filesTotal += 1;
  }

  let filesDone = filesTotal - toRead.size;
  let bytesDone = 0;
  let rate = startRate(now(), 0);
  const report = (): void => {
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
  report();
  await hashFiles(itemsOf(toRead, withSha256), {
    signal,
    ...(workers === undefined ? {} : { workers }),
    onRead(bytes) {
      bytesDone += bytes;
      report();
    },
    onFile(index, outcome) {
      const { wanted, stamp, known, isRecalled } = toRead.get(index)!;
      if (outcome.kind === 'failed') {
        const { code, message } = outcome;
        results[index] = checked(wanted.path, judgeByError(code, message), stamp);
        // Bytes of an unreadable file no longer count.
        bytesTotal -= stamp.size;
      } else {
        const judgement = known ?? judgeByHash(wanted, stamp.size, outcome, isRecalled);
        const sha256 = outcome.whole.sha256 ?? null;
        const { contentHash } = outcome;
        results[index] = { ...checked(wanted.path, judgement, stamp), contentHash, sha256 };
      }
      filesDone += 1;
      report();
    },
  });
  return results.filter((result) => result !== undefined);
}

type Found =
  | { readonly kind: 'present'; readonly file: string; readonly stamp: FileStamp }
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
    if (found.kind === 'file') return { kind: 'present', file, stamp: found.stamp };
    return unreadable({
      result: 'unreadable',
      why: 'is a folder or a broken link',
    });
  } catch (error) {
    // A file whose name this disk can't have does not exist on it.
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
    result: 'missing',
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
