import type { NotableFile } from '#shared/library/library-state.ts';
import type { NotableVerdict, Verdict } from '#shared/library/verdict.ts';
import type { MarkOf } from '../ui/state-mark.tsx';

/** Each stands beside its word. */
export const VERDICT_MARKS: Readonly<Record<Verdict, MarkOf>> = {
  verified: 'verified',
  'size-only': 'size-only',
  'not-known': 'listed',
  damaged: 'problem',
  unreadable: 'unreadable',
  missing: 'missing',
  foreign: 'foreign',
};

/** The verdicts as headings over their counts. */
export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  verified: 'Verified by hash',
  'size-only': 'By size only',
  'not-known': 'Nothing known',
  damaged: 'Damaged',
  unreadable: 'Unreadable',
  missing: 'Missing',
  foreign: 'Foreign',
};

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** What was found, for one file, or what it has become since. */
export function whatOf({ verdict, why, repaired }: NotableFile): string {
  if (repaired !== null) {
    const how = repaired.assurance === 'verified' ? 'verified' : 'by size only';
    return `Repaired, ${how} ${CLOCK.format(repaired.atMs)}`;
  }
  switch (verdict) {
    case 'damaged':
      return `Damaged: ${why ?? 'is another than listed'}`;
    case 'unreadable':
      return `Unreadable: ${why ?? 'could not be read'}`;
    case 'missing':
      return 'Missing: is not on this disk';
    case 'foreign':
      return 'Foreign: is not in the listing';
    default:
      return verdict satisfies never;
  }
}

/** What can be done about it. */
export const WHAT_NEXT: Readonly<Record<NotableVerdict, string>> = {
  damaged: 'Mend fetches it again',
  unreadable: 'Look at its permissions, or the disk',
  missing: 'Mend fetches it again',
  foreign: 'Nothing; it is left alone',
};
