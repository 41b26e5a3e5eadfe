import type { SkyPosition } from '#shared/sky/position.ts';

/** What a source is to those before it. */
export type Acquaintance =
  | 'new'
  /** Name and position are those of an earlier one, to the digit. */
  | 'repeated'
  /** The name is an earlier one's, and the position is another. */
  | 'clashing';

/**
 * Tells repeated sources, in constant time each. Positions become text only where a name comes again with another
 * position: writing numbers takes longer than everything else that is done for a row.
 */
export function createKnownSources(): (name: string, position: SkyPosition) => Acquaintance {
  const first = new Map<string, SkyPosition>();
  const others = new Map<string, Set<string>>();
  return (name, position) => {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, position);
      return 'new';
    }
    if (before.raDeg === position.raDeg && before.decDeg === position.decDeg) return 'repeated';
    const key = `${position.raDeg} ${position.decDeg}`;
    const known = others.get(name);
    if (known === undefined) others.set(name, new Set([key]));
    else if (known.has(key)) return 'repeated';
    else known.add(key);
    return 'clashing';
  };
}
