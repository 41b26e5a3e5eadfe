import { rowsOf } from '#shared/catalogue/bitset.ts';
import { type Catalogue, fileAt } from '#shared/catalogue/catalogue.ts';
import type { ListingChanges } from '#shared/ipc/contract.ts';

export type Change = 'added' | 'changed' | 'gone';

type Changes = NonNullable<ListingChanges['changes']>;

/** The changes of one kind, or of all, as a list whose rows are made when they are shown. */
export interface ChangedRows {
  readonly length: number;
  /** `size` in bytes; null if it is not listed. */
  at(index: number): {
    readonly change: Change;
    readonly path: string;
    readonly size: number | null;
  };
}

/** How many files were added, changed or are gone. */
export function countChanges({
  added,
  changed,
  goneFiles,
}: Changes): Readonly<Record<Change, number>> {
  return { added: bitsOf(added).length, changed: bitsOf(changed).length, gone: goneFiles };
}

/** Added files first, then changed ones, then those that are gone. */
export function changedRows(
  catalogue: Catalogue,
  changes: Changes,
  only: Change | null,
): ChangedRows {
  const wants = (change: Change): boolean => only === null || only === change;
  const added = wants('added') ? bitsOf(changes.added) : [];
  const changed = wants('changed') ? bitsOf(changes.changed) : [];
  const gone = wants('gone') ? changes.gone : [];
  return {
    length: added.length + changed.length + gone.length,
    at(index) {
      const listed = added[index] ?? changed[index - added.length];
      if (listed === undefined) {
        const path = gone[index - added.length - changed.length] ?? '';
        return { change: 'gone', path, size: null };
      }
      const { path, size } = fileAt(catalogue, listed);
      return { change: index < added.length ? 'added' : 'changed', path, size };
    },
  };
}

function bitsOf(words: Uint32Array): readonly number[] {
  return [...rowsOf({ length: words.length * 32, words })];
}
