import type { FileEvent } from '#shared/downloads/snapshot.ts';
import type { Repaired, RepairedCounts } from '#shared/library/library-state.ts';
import type { CheckedFile, VerifyResult, ResultCounts } from '#shared/library/verify-result.ts';

type RepairedResult = keyof RepairedCounts;

interface Bad {
  readonly result: RepairedResult;
  /** Bytes on disk when it was checked. */
  readonly size: number | null;
}

/** The files of a check that are fetched again, and what became of each. */
export class Repairs {
  readonly #under = new Map<string, Bad>();
  readonly #done = new Map<string, Repaired>();
  readonly #counts = { damaged: 0, missing: 0 };

  get counts(): RepairedCounts {
    return { ...this.#counts };
  }

  /** How many are still to come. */
  get left(): number {
    return this.#under.size;
  }

  begin(files: readonly Pick<CheckedFile, 'path' | 'result' | 'size'>[]): void {
    for (const { path, result, size } of files) {
      if (isRepairable(result) && !this.#done.has(path)) this.#under.set(path, { result, size });
    }
  }

  of(path: string): Repaired | null {
    return this.#done.get(path) ?? null;
  }

  /** Takes what became of files, and moves those that are good again to their new result. Null where none is ours. */
  take(events: readonly FileEvent[], counts: ResultCounts, atMs: number): ResultCounts | null {
    let after: ResultCounts | null = null;
    for (const event of events) {
      const bad = this.#under.get(event.path);
      if (bad === undefined || (event.kind !== 'done' && event.kind !== 'failed')) continue;
      this.#under.delete(event.path);
      after ??= counts;
      if (event.kind === 'failed') continue;
      const { assurance, size } = event;
      this.#done.set(event.path, { size, atMs, assurance });
      this.#counts[bad.result] += 1;
      after = plus(plus(after, bad.result, -1, -(bad.size ?? 0)), assurance, 1, size ?? 0);
    }
    return after;
  }
}

function isRepairable(result: VerifyResult): result is RepairedResult {
  return result === 'damaged' || result === 'missing';
}

function plus(counts: ResultCounts, result: VerifyResult, files: number, bytes: number) {
  const { files: filesBefore, bytes: bytesBefore } = counts[result];
  const changed = { files: filesBefore + files, bytes: bytesBefore + bytes };
  return { ...counts, [result]: changed };
}
