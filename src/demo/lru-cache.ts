/** Keeps what was used last, up to a total weight, and makes the rest again. */
export interface LruCache<Value> {
  /** The value kept under the key, or a new one, which is then kept. */
  getOrMake(key: string, make: () => Value): Value;
}

/**
 * `weigh` and `maxWeight` are in whatever unit the caller thinks in: entries, bytes. The latest `atLeast` values are
 * kept whatever they weigh, for values that are heavier than the whole cache and yet asked for again and again.
 */
export function createLruCache<Value>(
  maxWeight: number,
  weigh: (value: Value) => number = () => 1,
  atLeast = 1,
): LruCache<Value> {
  // A Map remembers the order of insertion; a value that is used again moves to its end.
  const kept = new Map<string, { readonly value: Value; readonly weight: number }>();
  let weight = 0;

  return {
    getOrMake(key, make) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
        return found.value;
      }
      const value = make();
      const entry = { value, weight: weigh(value) };
      kept.set(key, entry);
      weight += entry.weight;
      for (const [oldest, { weight: freed }] of kept) {
        if (weight <= maxWeight || kept.size <= atLeast) break;
        kept.delete(oldest);
        weight -= freed;
      }
      return value;
    },
  };
}
