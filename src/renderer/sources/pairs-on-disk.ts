import { hasBit } from '#shared/catalogue/bitset.ts';
import type { Browsed } from '../ticks/browsed.ts';

/** Files of a field in an epoch, and how many of them are on disk with the listed size. */
export interface OnDisk {
  readonly files: number;
  readonly onDisk: number;
}

export type PairsOnDisk = (field: string, epoch: string) => OnDisk;

const NONE: OnDisk = { files: 0, onDisk: 0 };

/** Counts the files of every field in every epoch, releases under `/LEGACY` left out. */
export function pairsOnDisk(browsed: Pick<Browsed, 'catalogue' | 'onDisk'> | null): PairsOnDisk {
  if (browsed === null) return () => NONE;
  const { catalogue, onDisk } = browsed;
  const { traits, traitsIds, fields, fieldIds, length } = catalogue;
  const counts = new Map<string, { files: number; onDisk: number }>();
  const keys = new Map<number, { files: number; onDisk: number } | null>();
  for (let row = 0; row < length; row += 1) {
    const traitsId = traitsIds[row]!;
    const fieldId = fieldIds[row]!;
    // A key made of numbers: texts for each of 42,000 files would take longer than all the rest.
    const key = traitsId * fields.length + fieldId;
    let count = keys.get(key);
    if (count === undefined) {
      const { epoch, legacy } = traits[traitsId]!;
      const field = fields[fieldId];
      count = null;
      if (epoch !== null && !legacy && field != null) {
        const name = `${field} ${epoch}`;
        count = counts.get(name) ?? { files: 0, onDisk: 0 };
        counts.set(name, count);
      }
      keys.set(key, count);
    }
    if (count === null) continue;
    count.files += 1;
    if (hasBit(onDisk, row)) count.onDisk += 1;
  }
  return (field, epoch) => counts.get(`${field} ${epoch}`) ?? NONE;
}
