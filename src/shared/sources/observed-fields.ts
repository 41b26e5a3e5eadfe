import { EPOCHS } from '#shared/survey/epochs.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { OBSERVATIONS } from '#shared/survey/observations.ts';

/** The tiles of a field in an epoch: none, one, or more where it was observed again. */
export interface ObservedFields {
  /** @param field index in {@link FIELDS}; @param epoch index in {@link EPOCHS} */
  readonly tilesOf: (field: number, epoch: number) => readonly number[];
}

const NONE: readonly number[] = [];
let built: ObservedFields | null = null;

/** Indexes in {@link OBSERVATIONS}, by field and epoch. */
export function observedFields(): ObservedFields {
  if (built !== null) return built;
  const fieldIndexes = new Map(FIELDS.map(({ name }, index) => [name, index]));
  const tiles: number[][] = [];
  for (const [index, { field, epoch }] of OBSERVATIONS.entries()) {
    const slot = fieldIndexes.get(field)! * EPOCHS.length + EPOCHS.indexOf(epoch);
    (tiles[slot] ??= []).push(index);
  }
  built = { tilesOf: (field, epoch) => tiles[field * EPOCHS.length + epoch] ?? NONE };
  return built;
}

/** Indexes of tiles by when they began; those without a time in the tables stand first. */
export function byStart(a: number, b: number): number {
  const [first, second] = [startOf(a), startOf(b)];
  if (first === second) return a - b;
  return first < second ? -1 : 1;
}

function startOf(index: number): string {
  return OBSERVATIONS[index]!.startUtc ?? '';
}
