import type { CutoutCell } from '#shared/ipc/contract.ts';

/** One observation of a source: a field in an epoch, as a combined image or a tile. */
export type WallColumn = Pick<CutoutCell, 'epoch' | 'field' | 'sbid' | 'startUtc'> & {
  readonly key: string;
};

export interface WallRow extends Pick<CutoutCell, 'stokes' | 'product'> {
  readonly key: string;
  /** One a column; null where no such image exists. */
  readonly cells: readonly (CutoutCell | null)[];
}

export interface Wall {
  /** By date. */
  readonly columns: readonly WallColumn[];
  /** Stokes I, Q, U, V; of each the image, then its maps. */
  readonly rows: readonly WallRow[];
  /** Epochs of which the list of files has no image: they have no column. */
  readonly unlistedEpochs: readonly string[];
}

const STOKES = 'IQUV';
const PRODUCTS = ['image', 'rms', 'background'];

/** Arranges the cutouts of one source: a row for each Stokes parameter and product, a column for each observation. */
export function arrangeCells(cells: readonly CutoutCell[]): Wall {
  const groups = Map.groupBy(cells, columnKey);
  const isListed = (group: readonly CutoutCell[]) =>
    group.some(({ outcome }) => outcome !== 'not-listed');
  const columns = [...groups]
    .filter(([, group]) => isListed(group))
    .map(([key, [first]]): WallColumn => {
      const { epoch, field, sbid, startUtc } = first!;
      return { key, epoch, field, sbid, startUtc };
    })
    .toSorted((a, b) => compare(dateKey(a), dateKey(b)));
  const shown = new Set(columns.map(({ epoch }) => epoch));
  const rows = [...Map.groupBy(cells, rowKey)]
    .map(([key, group]): WallRow => {
      const { stokes, product } = group[0]!;
      const of = new Map(group.map((cell) => [columnKey(cell), cell]));
      return { key, stokes, product, cells: columns.map((column) => of.get(column.key) ?? null) };
    })
    .toSorted((a, b) => compare(a.key, b.key));
  const unlistedEpochs = [...new Set(cells.map(({ epoch }) => epoch))]
    .filter((epoch) => !shown.has(epoch))
    .toSorted();
  return { columns, rows, unlistedEpochs };
}

function columnKey({ epoch, field, sbid }: CutoutCell): string {
  return `${epoch} ${field} ${sbid ?? ''}`;
}

function rowKey({ stokes, product }: CutoutCell): string {
  return `${STOKES.indexOf(stokes)}${PRODUCTS.indexOf(product)}`;
}

function dateKey({ startUtc, key }: WallColumn): string {
  return `${startUtc ?? '9'} ${key}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
