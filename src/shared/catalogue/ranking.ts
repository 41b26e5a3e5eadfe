/** Distinct values in order, and for each of the items that have them, its value's place in that order. */
export interface Ranking<Value> {
  readonly values: readonly Value[];
  /** By item. */
  readonly ranks: Uint32Array;
}

/** Ranks what `keyOf` tells apart; keys order as texts, and an item without one comes last. */
export function rankBy<Item, Value>(
  items: readonly Item[],
  valueOf: (item: Item) => Value,
  keyOf: (value: Value) => string | null,
): Ranking<Value> {
  const valueByKey = new Map(items.map(valueOf).map((value) => [keyOf(value), value]));
  const keys = [...valueByKey.keys()].toSorted((a, b) => {
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -1 : 1;
  });
  const rankOf = new Map(keys.map((key, rank) => [key, rank]));
  return {
    values: keys.map((key) => valueByKey.get(key)!),
    ranks: Uint32Array.from(items, (item) => rankOf.get(keyOf(valueOf(item)))!),
  };
}
