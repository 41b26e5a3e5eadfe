import type { FileEvent } from '#shared/downloads/snapshot.ts';
import type { Repaired, RepairedCounts } from '#shared/library/library-state.ts';
import type { CheckedFile, Verdict, VerdictCounts } from '#shared/library/verdict.ts';

type RepairedVerdict = keyof RepairedCounts;

interface Bad {
  readonly verdict: RepairedVerdict;
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

  begin(files: readonly Pick<CheckedFile, 'path' | 'verdict' | 'size'>[]): void {
    for (const { path, verdict, size } of files) {
      if (isRepairable(verdict) && !this.#done.has(path)) this.#under.set(path, { verdict, size });
    }
  }

  of(path: string): Repaired | null {
    return this.#done.get(path) ?? null;
  }

  /** Takes what became of files, and moves those that are good again to their new verdict. Null where none is ours. */
  take(events: readonly FileEvent[], counts: VerdictCounts, atMs: number): VerdictCounts | null {
    let after: VerdictCounts | null = null;
    for (const event of events) {
      const bad = this.#under.get(event.path);
      if (bad === undefined || (event.kind !== 'done' && event.kind !== 'failed')) continue;
      this.#under.delete(event.path);
      after ??= counts;
      if (event.kind === 'failed') continue;
      const { assurance, size } = event;
      this.#done.set(event.path, { size, atMs, assurance });
      this.#counts[bad.verdict] += 1;
      after = plus(plus(after, bad.verdict, -1, -(bad.size ?? 0)), assurance, 1, size ?? 0);
    }
    return after;
  }
}

function isRepairable(verdict: Verdict): verdict is RepairedVerdict {
  return verdict === 'damaged' || verdict === 'missing';
}

function plus(counts: VerdictCounts, verdict: Verdict, files: number, bytes: number) {
  const { files: filesBefore, bytes: bytesBefore } = counts[verdict];
  const changed = { files: filesBefore + files, bytes: bytesBefore + bytes };
  return { ...counts, [verdict]: changed };
}
