import { type CheckedFile, isNotable, type VerdictCounts } from '#shared/library/verdict.ts';
import type { Results } from './answer-schema.ts';

type Verify = Results['verify'];

interface VerifyFacts {
  readonly outputFolder: string;
  readonly counts: VerdictCounts;
  /** After a repair; null without one. */
  readonly repaired: VerdictCounts | null;
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
    problems: problems.flatMap(({ path, verdict, why, size, modifiedAtMs }) =>
      isNotable(verdict)
        ? [
            {
              path,
              result: verdict,
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
