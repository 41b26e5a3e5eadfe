/** How far a cut may move to reach the start of a part of the name. */
const MAX_MOVED = 8;

/** Where to cut a name near `at`: before its next part, so that the rest does not begin inside a word. */
export function cutBefore(name: string, at: number): number {
  const next = name.slice(at, at + MAX_MOVED).search(/[._/\\-]/);
  return next === -1 ? at : at + next;
}
