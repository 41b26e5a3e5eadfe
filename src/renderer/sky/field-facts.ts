import { type Bitset, createBitset, hasBit, setBit } from '#shared/catalogue/bitset.ts';
import { byteOf } from '#shared/library/file-state.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { dayOf, OBSERVING_DAYS, pairKey, STARTS } from './observing-days.ts';

/** Which observations the map shows. */
export interface Shown {
  /** Epochs that are left out, as the folders write them. */
  readonly hiddenEpochs: ReadonlySet<string>;
  /** Index of the last of OBSERVING_DAYS that counts; null for all of them. */
  readonly lastDay: number | null;
}

/** What the catalogue has of a field in the observations that the map shows: files on view only. */
export interface FieldFacts {
  readonly files: number;
  readonly ticked: number;
  readonly onDisk: number;
  /** On disk, and found right by the last verification or a repair since. */
  readonly verified: number;
  /** As the folders write them, ascending. */
  readonly epochs: readonly string[];
  /** The last observation, milliseconds since 1970; null if none has a time. */
  readonly lastMs: number | null;
  /** Whether it was observed on the last day that is shown. */
  readonly isOnLastDay: boolean;
}

const VERIFIED = byteOf('verified');

type Basis = Pick<Browsed, 'catalogue' | 'onView' | 'ticks' | 'onDisk'>;

/** Whether the map shows a field's observation in an epoch. One without a time counts as long as all days do. */
function isShown({ hiddenEpochs, lastDay }: Shown, field: string, epoch: string): boolean {
  if (hiddenEpochs.has(epoch)) return false;
  if (lastDay === null) return true;
  const ms = STARTS.get(pairKey(field, epoch));
  return ms !== undefined && dayOf(ms) <= OBSERVING_DAYS[lastDay]!;
}

/**
 * The facts of each field, in the order of FIELDS.
 *
 * @param states a byte for each file, an index of FILE_STATES
 */
export function factsOfFields(
  browsed: Basis,
  shown: Shown,
  states: Uint8Array,
): readonly FieldFacts[] {
  const { catalogue, onView, ticks, onDisk } = browsed;
  const cells = createCells(browsed, shown);
  const counts = cells.list.map(() => ({ files: 0, ticked: 0, onDisk: 0, verified: 0 }));
  for (let row = 0; row < catalogue.length; row += 1) {
    const cell = counts[cells.at(row)];
    if (cell === undefined || !hasBit(onView, row)) continue;
    cell.files += 1;
    if (hasBit(ticks, row)) cell.ticked += 1;
    if (hasBit(onDisk, row)) cell.onDisk += 1;
    if (states[row] === VERIFIED) cell.verified += 1;
  }
  const ofField = Map.groupBy(
    cells.list
      .map((cell, index) => ({ ...cell, ...counts[index]! }))
      .filter(({ files }) => files > 0),
    ({ field }) => field,
  );
  const lastDayMs = shown.lastDay === null ? null : OBSERVING_DAYS[shown.lastDay];
  return FIELDS.map(({ name }) => {
    const seen = ofField.get(name) ?? [];
    const times = seen.flatMap(({ epoch }) => STARTS.get(pairKey(name, epoch)) ?? []);
    return {
      files: seen.reduce((sum, { files }) => sum + files, 0),
      ticked: seen.reduce((sum, { ticked }) => sum + ticked, 0),
      onDisk: seen.reduce((sum, cell) => sum + cell.onDisk, 0),
      verified: seen.reduce((sum, { verified }) => sum + verified, 0),
      epochs: seen.map(({ epoch }) => epoch).toSorted(),
      lastMs: times.length === 0 ? null : Math.max(...times),
      isOnLastDay: times.some((ms) => dayOf(ms) === lastDayMs),
    };
  });
}

/** The files on view of these fields in the observations that the map shows. */
export function filesOf(browsed: Basis, shown: Shown, fields: ReadonlySet<string>): Bitset {
  const { catalogue, onView } = browsed;
  const cells = createCells(browsed, shown);
  const files = createBitset(catalogue.length);
  for (let row = 0; row < catalogue.length; row += 1) {
    const cell = cells.list[cells.at(row)];
    if (cell !== undefined && fields.has(cell.field) && hasBit(onView, row)) setBit(files, row);
  }
  return files;
}

interface Cells {
  /** Pairs of field and epoch that the map shows. */
  readonly list: readonly { readonly field: string; readonly epoch: string }[];
  /** The index of the pair to which a file belongs; -1 for none. */
  at(row: number): number;
}

/** Looks each pair up once, and not once a file. */
function createCells({ catalogue }: Basis, shown: Shown): Cells {
  const list: { field: string; epoch: string }[] = [];
  const width = catalogue.traits.length;
  const known = new Int32Array(width * catalogue.fields.length).fill(-2);
  const byPair = new Map<string, number>();
  const find = (fieldId: number, traitsId: number): number => {
    const field = catalogue.fields[fieldId] ?? null;
    const { epoch } = catalogue.traits[traitsId]!;
    if (field === null || epoch === null || !isShown(shown, field, epoch)) return -1;
    const key = pairKey(field, epoch);
    const before = byPair.get(key);
    if (before !== undefined) return before;
    const index = list.push({ field, epoch }) - 1;
    byPair.set(key, index);
    return index;
  };
  for (let row = 0; row < catalogue.length; row += 1) {
    const at = catalogue.fieldIds[row]! * width + catalogue.traitsIds[row]!;
    if (known[at] === -2) known[at] = find(catalogue.fieldIds[row]!, catalogue.traitsIds[row]!);
  }
  return {
    list,
    at: (row) => known[catalogue.fieldIds[row]! * width + catalogue.traitsIds[row]!]!,
  };
}
