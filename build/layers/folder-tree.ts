import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { allLayers, SOURCE_FILES } from './all-layers.ts';
import type { Layer } from './layers.ts';

const COLUMN = 18;

/** The tree stands between these two lines of ARCHITECTURE.md, in a code block. */
const FENCES = /(<!-- folders: node build\/layers\/folder-tree\.ts -->\n```\n)[^]*?(```\n)/;

/** The folders of all layers as a tree, one a line, each with what it holds. Ends with a newline. */
export function folderTree(layers: readonly Layer[]): string {
  const holds = new Map(layers.map((layer) => [layer.folder, layer.holds]));
  const nodes = new Set(layers.flatMap(({ folder }) => pathsTo(folder)));
  return [...childrenOf('src', nodes)]
    .map((path) => {
      const indent = '  '.repeat(path.split('/').length - 2);
      const name = `${indent}${path.slice(path.lastIndexOf('/') + 1)}`;
      return `${name.padEnd(COLUMN)} ${holds.get(path) ?? ''}`.trimEnd();
    })
    .concat('')
    .join('\n');
}

/** `text` (ARCHITECTURE.md) with `tree` in its place. */
export function withFolderTree(text: string, tree: string): string {
  return text.replace(FENCES, (_all, start: string, end: string) => `${start}${tree}${end}`);
}

/** `src/a/b` as `src/a`, `src/a/b`. */
function pathsTo(folder: string): readonly string[] {
  const parts = folder.split('/');
  return parts.slice(1).map((_part, index) => parts.slice(0, index + 2).join('/'));
}

/** Everything below `folder`, each parent before its children, siblings in the table's order. */
function* childrenOf(folder: string, nodes: ReadonlySet<string>): Generator<string> {
  for (const node of nodes) {
    if (node.slice(0, node.lastIndexOf('/')) !== folder) continue;
    yield node;
    yield* childrenOf(node, nodes);
  }
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../../ARCHITECTURE.md');
  writeFileSync(
    file,
    withFolderTree(readFileSync(file, 'utf8'), folderTree(allLayers(SOURCE_FILES))),
  );
  process.stdout.write(`Wrote the tree of folders into ${file}.\n`);
}
