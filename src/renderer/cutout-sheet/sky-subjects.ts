import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { Field } from '#shared/survey/fields.ts';
import type { CutoutSubject } from './cutout-sheet-store.ts';

/** The middle of a field, to get cutouts of. */
export function fieldSubject({ name, raDeg, decDeg }: Field): CutoutSubject {
  return { name, sources: [{ name, raDeg, decDeg }] };
}

/** A position of the map, to get cutouts of; its coordinates are its name. */
export function positionSubject({ raDeg, decDeg }: SkyPosition): CutoutSubject {
  const around = ((raDeg % 360) + 360) % 360;
  const name = `${formatRa(around)} ${formatDec(decDeg)}`;
  return { name, sources: [{ name, raDeg: around, decDeg }] };
}
