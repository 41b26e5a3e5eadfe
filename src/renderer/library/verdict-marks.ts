import type { NotableFile } from '#shared/library/library-state.ts';
import type { Verdict } from '#shared/library/verdict.ts';
import { libraryMessages } from '../messages/library.ts';
import type { MarkOf } from '../ui/state-mark.tsx';

/** Each mark stands beside its word. */
export const VERDICT_MARKS: Readonly<Record<Verdict, MarkOf>> = {
  verified: 'verified',
  'size-only': 'size-only',
  'not-known': 'listed',
  damaged: 'problem',
  unreadable: 'unreadable',
  missing: 'missing',
  foreign: 'foreign',
};

/** What is wrong with a file, or how it was repaired since. */
export function problemOf({ verdict, why, repaired }: NotableFile): string {
  if (repaired === null) return libraryMessages.problems[verdict](why);
  return repaired.assurance === 'verified'
    ? libraryMessages.repairedVerified(repaired.atMs)
    : libraryMessages.repairedSizeOnly(repaired.atMs);
}
