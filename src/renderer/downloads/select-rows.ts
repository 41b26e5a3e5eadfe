/** Files that were chosen in a list, and where the choice began, for Shift to extend from. */
export interface Selected {
  readonly ids: ReadonlySet<number>;
  /** -1 where nothing was chosen yet. */
  readonly anchor: number;
}

export const NONE_SELECTED: Selected = { ids: new Set(), anchor: -1 };

/**
 * The choice after a row was clicked or reached by a key: that row only, with it or without it, or all rows from
 * the anchor to it.
 */
export function select(
  { ids, anchor }: Selected,
  index: number,
  how: 'only' | 'toggle' | 'extend',
  idAt: (index: number) => number | undefined,
): Selected {
  const id = idAt(index);
  if (how === 'extend' && anchor !== -1) {
    const range = new Set<number>();
    for (let at = Math.min(anchor, index); at <= Math.max(anchor, index); at += 1) {
      const each = idAt(at);
      if (each !== undefined) range.add(each);
    }
    return { ids: range, anchor };
  }
  if (id === undefined) return { ids: new Set(), anchor: index };
  if (how !== 'toggle') return { ids: new Set([id]), anchor: index };
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: index };
}
