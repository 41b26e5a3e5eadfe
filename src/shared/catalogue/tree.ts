import type { Product } from '#shared/survey/product.ts';
import type { Catalogue, Traits } from './catalogue.ts';
import { rankBy } from './ranking.ts';
import { sortByKeys } from './sort-by-keys.ts';

/** What the lowest level gathers: such as the catalogues of components of the combined Stokes V image. */
export type ProductGroup = Pick<Product, 'region' | 'kind' | 'stokes' | 'legacy' | 'legacyVersion'>;

export type Grouping = 'epoch-field-product' | 'field-epoch-product';

/** What a node stands for. A null epoch or field gathers the files that have none. */
export type TreeLabel =
  | { readonly level: 'root' }
  | { readonly level: 'epoch'; readonly epoch: string | null }
  | { readonly level: 'field'; readonly field: string | null }
  | { readonly level: 'product'; readonly product: ProductGroup };

/**
 * The shape of any tree over a catalogue's files. Nodes are numbered from the root, {@link ROOT}, each before its
 * children; every node is a run of `rows`, so that sums over nodes are differences of running sums.
 */
export interface NodeRuns {
  /** The catalogue's rows in the tree's order. */
  readonly rows: Uint32Array;
  /** A node has the rows from `starts[node]` to before `ends[node]` of `rows`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The root's is 0. */
  readonly levels: Uint8Array;
  /** The first node that is neither the node nor below it. */
  readonly nexts: Uint32Array;
}

/** A catalogue's files, grouped on three levels, of which that of products is 3. Plain data. */
export interface Tree extends NodeRuns {
  readonly grouping: Grouping;
  /** Which of the values of its level a node stands for. */
  readonly labels: Uint32Array;
  readonly epochs: readonly (string | null)[];
  readonly fields: readonly (string | null)[];
  readonly products: readonly ProductGroup[];
}

export const ROOT = 0;

export function createTree(catalogue: Catalogue, grouping: Grouping): Tree {
  const { traits, traitsIds, fieldIds } = catalogue;
  const epochs = rankBy(traits, ({ epoch }) => epoch, itself);
  const fields = rankBy(catalogue.fields, (field) => field, itself);
  const products = rankBy(traits, groupOf, keyOfGroup);
  const epochKey = traitsIds.map((id) => epochs.ranks[id]!);
  const fieldKey = fieldIds.map((id) => fields.ranks[id]!);
  const productKey = traitsIds.map((id) => products.ranks[id]!);
  const keys =
    grouping === 'epoch-field-product'
      ? [epochKey, fieldKey, productKey]
      : [fieldKey, epochKey, productKey];
  const rows = sortByKeys(catalogue.length, keys);
  return {
    grouping,
    rows,
    ...nodesOf(rows, keys),
    epochs: epochs.values,
    fields: fields.values,
    products: products.values,
  };
}

/** The nodes right below a node, in order. */
export function childrenOf(tree: NodeRuns, node: number): readonly number[] {
  const children: number[] = [];
  const end = tree.nexts[node]!;
  for (let child = node + 1; child < end; child = tree.nexts[child]!) children.push(child);
  return children;
}

export function labelOf(tree: Tree, node: number): TreeLabel {
  const level = tree.levels[node]!;
  const label = tree.labels[node]!;
  if (level === 0) return { level: 'root' };
  if (level === 3) return { level: 'product', product: tree.products[label]! };
  return (level === 1) === (tree.grouping === 'epoch-field-product')
    ? { level: 'epoch', epoch: tree.epochs[label] ?? null }
    : { level: 'field', field: tree.fields[label] ?? null };
}

function itself(value: string | null): string | null {
  return value;
}

function groupOf({ region, kind, stokes, legacy, legacyVersion }: Traits): ProductGroup {
  return { region, kind, stokes, legacy, legacyVersion };
}

const REGIONS: readonly Product['region'][] = ['combined', 'tiles', 'none'];

const KINDS: readonly Product['kind'][] = [
  'image',
  'rms',
  'background',
  'components',
  'islands',
  'qc',
  'table',
  'document',
  'other',
];

/** Orders groups as people look for them: today's before older, combined before tiles, images first. */
function keyOfGroup({ region, kind, stokes, legacy, legacyVersion }: ProductGroup): string {
  const place = `${REGIONS.indexOf(region)}${KINDS.indexOf(kind)}${stokes ?? '-'}`;
  return `${legacy ? 1 : 0}${legacyVersion ?? ''}/${place}`;
}

/** A new node begins where a key differs from that of the row before; it ends those of its level and below. */
function nodesOf(
  rows: Uint32Array,
  keys: readonly Uint32Array[],
): Pick<Tree, 'starts' | 'ends' | 'levels' | 'nexts' | 'labels'> {
  const nodes = { starts: [0], ends: [0], levels: [0], nexts: [0], labels: [0] };
  const open = [ROOT];
  const closeFrom = (level: number, at: number) => {
    for (const node of open.splice(level)) {
      nodes.ends[node] = at;
      nodes.nexts[node] = nodes.starts.length;
    }
  };
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const changed = at === 0 ? 0 : firstDifference(keys, rows[at - 1]!, row);
    if (changed === keys.length) continue;
    closeFrom(changed + 1, at);
    for (let level = changed + 1; level <= keys.length; level += 1) {
      open.push(nodes.starts.length);
      nodes.starts.push(at);
      nodes.ends.push(at);
      nodes.levels.push(level);
      nodes.nexts.push(0);
      nodes.labels.push(keys[level - 1]![row]!);
    }
  }
  closeFrom(0, rows.length);
  return {
    starts: Uint32Array.from(nodes.starts),
    ends: Uint32Array.from(nodes.ends),
    levels: Uint8Array.from(nodes.levels),
    nexts: Uint32Array.from(nodes.nexts),
    labels: Uint32Array.from(nodes.labels),
  };
}

/** The first key in which two rows differ; the number of keys if they differ in none. */
function firstDifference(keys: readonly Uint32Array[], a: number, b: number): number {
  let index = 0;
  while (index < keys.length && keys[index]![a] === keys[index]![b]) index += 1;
  return index;
}
