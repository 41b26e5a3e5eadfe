import type { NotableFile } from '#shared/library/library-state.ts';
import type { VerifyResult } from '#shared/library/verify-result.ts';
import { libraryMessages } from '../messages/library.ts';
import type { MarkOf } from '../ui/state-mark.tsx';

/** Each mark stands beside its word. */
export const RESULT_MARKS: Readonly<Record<VerifyResult, MarkOf>> = {
  verified: 'verified',
  'size-only': 'size-only',
  'not-known': 'listed',
  damaged: 'problem',
  unreadable: 'unreadable',
  missing: 'missing',
  foreign: 'foreign',
};

/** What is wrong with a file, or how it was repaired since. */
export function problemOf({ result, why, repaired }: NotableFile): string {
  if (repaired === null) return libraryMessages.problems[result](why);
  return repaired.assurance === 'verified'
    ? libraryMessages.repairedVerified(repaired.atMs)
    : libraryMessages.repairedSizeOnly(repaired.atMs);
}
