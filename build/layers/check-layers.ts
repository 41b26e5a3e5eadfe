import type { Import } from './imports-of.ts';
import type { Layer } from './layers.ts';

/** The imports of each file, both as paths from the root. */
export type Graph = ReadonlyMap<string, readonly Import[]>;

/**
 * The layer of a file: the one with the longest folder that holds it. Null for a file outside of all layers.
 */
export function layerOf(layers: readonly Layer[], file: string): Layer | null {
  let best: Layer | null = null;
  for (const layer of layers) {
    if (file !== layer.folder && !file.startsWith(`${layer.folder}/`)) continue;
    if (best === null || layer.folder.length > best.folder.length) best = layer;
  }
  return best;
}

/** Every import that the layers don't allow, as a sentence; and every file that belongs to no layer. */
export function violations(layers: readonly Layer[], graph: Graph): readonly string[] {
  const found: string[] = [];
  for (const [file, imports] of graph) {
    const layer = layerOf(layers, file);
    if (layer === null) {
      found.push(`${file} lies in no layer: add its folder to build/layers/layers.ts.`);
      continue;
    }
    for (const { target, isPackage } of imports) {
      if (isPackage ? layer.packages.includes(target) : mayImport(layers, layer, target)) continue;
      found.push(`${file} imports ${target}, which ${layer.folder} may not.`);
    }
  }
  return found;
}

function mayImport(layers: readonly Layer[], from: Layer, target: string): boolean {
  const to = layerOf(layers, target);
  if (to === null) return false;
  if (to.folder === from.folder) return true;
  return from.imports.some((folder) => to.folder === folder || to.folder.startsWith(`${folder}/`));
}

/** Circles of imports between files, each as the files in it, sorted. Imports of types count. */
export function circles(graph: Graph): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  // Tarjan's strongly connected components.
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    onStack.add(file);
    for (const { target, isPackage } of graph.get(file) ?? []) {
      if (isPackage || !graph.has(target)) continue;
      if (target === file) found.push([file]);
      if (!index.has(target)) {
        visit(target);
        low.set(file, Math.min(low.get(file)!, low.get(target)!));
      } else if (onStack.has(target)) {
        low.set(file, Math.min(low.get(file)!, index.get(target)!));
      }
    }
    if (low.get(file) !== index.get(file)) return;
    const component: string[] = [];
    for (let last = stack.pop(); last !== undefined; last = stack.pop()) {
      onStack.delete(last);
      component.push(last);
      if (last === file) break;
    }
    if (component.length > 1) found.push(component.toSorted());
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return found;
}
