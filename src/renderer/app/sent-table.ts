import type { SentTable } from '#shared/ipc/contract.ts';
import type { SelavyCatalogue } from '#shared/selavy/catalogue.ts';

/** A table as main sends it. */
export function catalogueOf({ columns, rowCount }: SentTable): SelavyCatalogue {
  return {
    rowCount,
    columns: columns.map((column) => {
      if (column.kind !== 'text') return column;
      const { kind, name, unit, ucd, cells } = column;
      return { kind, name, unit, ucd, values: rowCount === 0 ? [] : cells.split('\n') };
    }),
  };
}
