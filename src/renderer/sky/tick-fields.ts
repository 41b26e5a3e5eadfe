import { andNotBits } from '#shared/catalogue/bitset.ts';
import { wrapHalfTurnDeg } from '#shared/sky/position.ts';
import { type Field, FIELDS } from '#shared/survey/fields.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { tickFiles, withTicks } from '../ticks/tick-files.ts';
import { filesOf, type Shown } from './field-facts.ts';

/** Ticks or unticks what is on view of these fields in the observations that the map shows. */
export function tickFields(
  browsed: Browsed,
  shown: Shown,
  fields: readonly Field[],
  on: boolean,
): Browsed {
  const files = filesOf(browsed, shown, new Set(fields.map(({ name }) => name)));
  return on ? tickFiles(browsed, files) : withTicks(browsed, andNotBits(browsed.ticks, files));
}

/** Ticks what is on view of a field, or unticks it if all of that is ticked. */
export function toggleField(browsed: Browsed, shown: Shown, field: Field): Browsed {
  const files = filesOf(browsed, shown, new Set([field.name]));
  const isWhole = andNotBits(files, browsed.ticks).words.every((word) => word === 0);
  return tickFields(browsed, shown, [field], !isWhole);
}

/** The fields whose centres lie in the rectangle of right ascension and declination between two fields. */
export function fieldsBetween(one: Field, other: Field): readonly Field[] {
  const spanDeg = wrapHalfTurnDeg(other.raDeg - one.raDeg);
  const [south, north] = [one.decDeg, other.decDeg].toSorted((a, b) => a - b);
  return FIELDS.filter(({ raDeg, decDeg }) => {
    const alongDeg = wrapHalfTurnDeg(raDeg - one.raDeg);
    const isAlong =
      alongDeg >= Math.min(0, spanDeg) - 1e-9 && alongDeg <= Math.max(0, spanDeg) + 1e-9;
    return isAlong && decDeg >= south! - 1e-9 && decDeg <= north! + 1e-9;
  });
}
