import { type Catalogue, pathAt, productAt } from '#shared/catalogue/catalogue.ts';
import { textAt } from '#shared/catalogue/text-column.ts';
import { type TreeSums, totalsOfNode } from '#shared/catalogue/tree-ticks.ts';
import { childrenOf, labelOf, type Tree } from '#shared/catalogue/tree.ts';
import type { FolderTree } from './folder-tree.ts';
import { daysOfEpoch, tilesOf } from './observed.ts';
import { fileOfItem, isFile, type Item } from './visible-rows.ts';
import { browseMessages } from '../messages/browse.ts';

export type AnyTree = Tree | FolderTree;

export interface ItemLabel {
  /** The item's own name, for the search and for screen readers. */
  readonly name: string;
  /** Whether it is the name of a file or folder, which the tree sets in a monospaced face. */
  readonly literal: boolean;
  /** Details beside the name: days, scheduling blocks, Stokes. */
  readonly about: string;
}

/** The part of {@link Browsed} that labels are made from. */
interface Labelled {
  readonly catalogue: Catalogue;
  readonly tree: AnyTree;
  readonly viewSums: TreeSums;
}

/** The label of an item; `parent` is the item above it. Nothing is cached: only the rows on the screen have labels. */
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
      if (label.epoch === null)
        return { name: browseMessages.label.noEpoch, literal: false, about: '' };
      return {
        name: browseMessages.label.epoch(label.epoch),
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
        return {
          name: above === null ? browseMessages.label.noField : browseMessages.label.wholeEpoch,
          literal: false,
          about: '',
        };
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
        name: browseMessages.label.product(
          label.product.kind,
          label.product.region,
          label.product.stokes,
        ),
        literal: false,
        about: label.product.legacy
          ? (label.product.legacyVersion ?? browseMessages.label.legacy)
          : '',
      };
    default:
      return { name: browseMessages.label.survey, literal: false, about: '' };
  }
}

function labelOfFile(catalogue: Catalogue, row: number): ItemLabel {
  const about = productAt(catalogue, row).sign === 'negative' ? browseMessages.label.negative : '';
  return { name: textAt(catalogue.names, row), literal: true, about };
}

function sbidsOf(epoch: string, field: string): string {
  return tilesOf(epoch, field)
    .map(({ sbid }) => browseMessages.label.sbid(sbid))
    .join(' ');
}

/** The children of a node that have files on view. */
function shownBelow(tree: Tree, node: number, onView: TreeSums): readonly number[] {
  return childrenOf(tree, node).filter((child) => totalsOfNode(tree, onView, child).files > 0);
}

/** `113 fields`, of those that have files on view. */
function fieldsBelow(tree: Tree, node: number, onView: TreeSums): string {
  const fields = shownBelow(tree, node, onView).filter((child) => {
    const label = labelOf(tree, child);
    return label.level === 'field' && label.field !== null;
  });
  return fields.length === 0 ? '' : browseMessages.label.fields(fields.length);
}

/** `epochs 01 02 05x`, of those that have files on view. */
function epochsBelow(tree: Tree, node: number, onView: TreeSums): string {
  const epochs = shownBelow(tree, node, onView).flatMap((child) => {
    const label = labelOf(tree, child);
    return label.level === 'epoch' && label.epoch !== null ? [label.epoch] : [];
  });
  return epochs.length === 0 ? '' : browseMessages.label.epochs(epochs);
}

/** What Copy puts on the clipboard: a file's path, or the name of another item. */
export function copyTextOf(browsed: Labelled, item: Item): string {
  return isFile(item)
    ? pathAt(browsed.catalogue, fileOfItem(item))
    : labelOfItem(browsed, item, null).name;
}

/** The field of an item, or of the nearest item above it; null where none has one. */
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
