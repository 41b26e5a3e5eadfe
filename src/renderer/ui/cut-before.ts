/** How far a cut may move to come to the beginning of a part. */
const MOST_MOVED = 8;

/** Where to cut a name near `at`: before the next of its parts, so that what stays doesn't begin in mid-word. */
export function cutBefore(name: string, at: number): number {
  const next = name.slice(at, at + MOST_MOVED).search(/[._/\\-]/);
  return next === -1 ? at : at + next;
}
