import { type Catalogue, pathAt, productAt } from '#shared/catalogue/catalogue.ts';
import { textAt } from '#shared/catalogue/text-column.ts';
import { type TreeSums, totalsOfNode } from '#shared/catalogue/tree-ticks.ts';
import { childrenOf, labelOf, type ProductGroup, type Tree } from '#shared/catalogue/tree.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import type { ProductKind } from '#shared/survey/product.ts';
import type { FolderTree } from './folder-tree.ts';
import { daysOfEpoch, tilesOf } from './observed.ts';
import { fileOfItem, isFile, type Item } from './visible-rows.ts';

export type AnyTree = Tree | FolderTree;

export interface ItemLabel {
  /** The item's own name: what people search for and hear. */
  readonly name: string;
  /** Whether the name is one of files and folders, and set so. */
  readonly literal: boolean;
  /** What is worth knowing beside the name: days, scheduling blocks, Stokes. */
  readonly about: string;
}

export const KIND_NAMES: Readonly<Record<ProductKind, string>> = {
  image: 'Images',
  rms: 'RMS maps',
  background: 'Backgrounds',
  components: 'Components',
  islands: 'Islands',
  qc: 'QC plots',
  table: 'Tables',
  document: 'Documents',
  other: 'Other files',
};

export const REGION_NAMES = { combined: 'Combined', tiles: 'Tiles', none: 'Neither' } as const;

/** What labels are made from: a part of what is browsed. */
interface Labelled {
  readonly catalogue: Catalogue;
  readonly tree: AnyTree;
  readonly viewSums: TreeSums;
}

/** Keeps nothing: labels are made for the few rows on the screen. `parent` is the item above, if any. */
export function labelOfItem(
  { catalogue, tree, viewSums: onView }: Labelled,
  item: Item,
  parent: Item | null,
): ItemLabel {
  if (isFile(item)) return labelOfFile(catalogue, fileOfItem(item));
  if (tree.grouping === 'folders') {
    return { name: tree.names[item]!, literal: true, about: '' };
  }
  const label = labelOf(tree, item);
  const above = parent === null ? null : labelOf(tree, parent);
  switch (label.level) {
    case 'epoch':
      if (label.epoch === null) return { name: 'No epoch', literal: false, about: '' };
      return {
        name: epochName(label.epoch),
        literal: false,
        about:
          above?.level === 'field' && above.field !== null
            ? sbidsOf(label.epoch, above.field)
            : [daysOfEpoch(label.epoch), fieldsBelow(tree, item, onView)]
                .filter(Boolean)
                .join(' · '),
      };
    case 'field':
      if (label.field === null) {
        return { name: above === null ? 'No field' : 'Whole epoch', literal: false, about: '' };
      }
      return {
        name: label.field,
        literal: true,
        about:
          above?.level === 'epoch' && above.epoch !== null
            ? sbidsOf(above.epoch, label.field)
            : epochsBelow(tree, item, onView),
      };
    case 'product':
      return {
        name: productName(label.product),
        literal: false,
        about: label.product.legacy ? (label.product.legacyVersion ?? 'LEGACY') : '',
      };
    default:
      return { name: 'Survey', literal: false, about: '' };
  }
}

function epochName(epoch: string): string {
  return `Epoch ${epoch}`;
}

const PRODUCT_NAMES: Readonly<Record<ProductKind, string>> = {
  image: 'image',
  rms: 'rms map',
  background: 'background map',
  components: 'components',
  islands: 'islands',
  qc: 'QC plots',
  table: 'table',
  document: 'documents',
  other: 'other files',
};

/** `Combined image I`, `Tile image V`, `Combined QC plots`. */
function productName({ kind, region, stokes }: ProductGroup): string {
  const made = { combined: 'Combined ', tiles: 'Tile ', none: '' }[region];
  const name = `${made}${PRODUCT_NAMES[kind]}${stokes === null || kind === 'qc' ? '' : ` ${stokes}`}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function labelOfFile(catalogue: Catalogue, row: number): ItemLabel {
  return { name: textAt(catalogue.names, row), literal: true, about: '' };
}

function sbidsOf(epoch: string, field: string): string {
  return tilesOf(epoch, field)
    .map(({ sbid }) => `SB${sbid}`)
    .join(' ');
}

/** The nodes right below that have files on view. */
function shownBelow(tree: Tree, node: number, onView: TreeSums): readonly number[] {
  return childrenOf(tree, node).filter((child) => totalsOfNode(tree, onView, child).files > 0);
}

/** `113 fields`, of those that have files on view. */
function fieldsBelow(tree: Tree, node: number, onView: TreeSums): string {
  const fields = shownBelow(tree, node, onView).filter((child) => {
    const label = labelOf(tree, child);
    return label.level === 'field' && label.field !== null;
  });
  return fields.length === 0 ? '' : formatNumberOf(fields.length, 'field');
}

/** `epochs 1 2 5x`, of those that have files on view. */
function epochsBelow(tree: Tree, node: number, onView: TreeSums): string {
  const epochs = shownBelow(tree, node, onView).flatMap((child) => {
    const label = labelOf(tree, child);
    return label.level === 'epoch' && label.epoch !== null ? [shortEpoch(label.epoch)] : [];
  });
  return epochs.length === 0 ? '' : `epochs ${epochs.join(' ')}`;
}

/** What to put on the clipboard for an item: a file's path, or else its name. */
export function copyTextOf(browsed: Labelled, item: Item): string {
  return isFile(item)
    ? pathAt(browsed.catalogue, fileOfItem(item))
    : labelOfItem(browsed, item, null).name;
}

/** The field that an item is of or lies below, for the detail beside the tree. */
export function fieldOfItem(
  catalogue: Catalogue,
  tree: AnyTree,
  chain: readonly Item[],
): string | null {
  for (const item of chain) {
    if (isFile(item)) {
      const { field } = productAt(catalogue, fileOfItem(item));
      if (field !== null) return field;
    } else if (tree.grouping !== 'folders') {
      const label = labelOf(tree, item);
      if (label.level === 'field') return label.field;
    }
  }
  return null;
}
