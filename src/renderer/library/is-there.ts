import type { NotableFile } from '#shared/library/library-state.ts';

/** Whether a copy that can be opened is on this disk, good or damaged. */
export function isThere({ result, size, repaired }: NotableFile): boolean {
  if (repaired !== null) return true;
  return size !== null && result !== 'unreadable' && result !== 'missing';
}
