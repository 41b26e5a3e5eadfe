/**
 * The numbers from 0 to before `length`, ordered by the first key, then by the second, and so on; equals in their
 * own order. A key gives each number a rank that is small against `length`, as interned values have: then a
 * counting sort takes a few milliseconds where a comparing one takes a second.
 */
export function sortByKeys(length: number, keys: readonly Uint32Array[]): Uint32Array {
  let order = new Uint32Array(length).map((_, index) => index);
  for (const key of keys.toReversed()) order = stableByRank(order, key);
  return order;
}

function stableByRank(order: Uint32Array<ArrayBuffer>, ranks: Uint32Array) {
  const places = placesOf(ranks);
  const sorted = new Uint32Array(order.length);
  for (const index of order) {
    const rank = ranks[index]!;
    sorted[places[rank]!] = index;
    places[rank]! += 1;
  }
  return sorted;
}

/** Where the first of each rank goes. */
function placesOf(ranks: Uint32Array): Uint32Array {
  let highest = 0;
  for (const rank of ranks) if (rank > highest) highest = rank;
  const places = new Uint32Array(highest + 2);
  for (const rank of ranks) places[rank + 1]! += 1;
  for (let rank = 1; rank < places.length; rank += 1) places[rank]! += places[rank - 1]!;
  return places;
}
