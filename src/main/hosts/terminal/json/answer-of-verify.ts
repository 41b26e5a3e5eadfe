import { type CheckedFile, isNotable, type ResultCounts } from '#shared/library/verify-result.ts';
import type { Results } from './answer-schema.ts';

type Verify = Results['verify'];

interface VerifyFacts {
  readonly outputFolder: string;
  readonly counts: ResultCounts;
  /** After a repair; null without one. */
  readonly repaired: ResultCounts | null;
  readonly notInSharedFolder: readonly string[];
  readonly notListed: readonly string[];
  readonly manifest: string | null;
  readonly warning: string | null;
}

/** What a verification found. */
export function answerOfVerify(problems: readonly CheckedFile[], facts: VerifyFacts): Verify {
  return {
    outputFolder: facts.outputFolder,
    counts: facts.counts,
    problems: problems.flatMap(({ path, result, why, size, modifiedAtMs }) =>
      isNotable(result)
        ? [
            {
              path,
              result,
              reason: why,
              bytes: size,
              modifiedAt: modifiedAtMs === null ? null : new Date(modifiedAtMs).toISOString(),
            },
          ]
        : [],
    ),
    notInSharedFolder: [...facts.notInSharedFolder],
    notListed: [...facts.notListed],
    countsAfterRepair: facts.repaired,
    manifest: facts.manifest,
    warning: facts.warning,
  };
}
