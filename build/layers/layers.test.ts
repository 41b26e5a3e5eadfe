import { describe, expect, it } from 'vitest';
import { allLayers, SOURCE_FILES } from './all-layers.ts';
import { circles, type Graph, layerOf, violations } from './check-layers.ts';
import { type Import, importsOf } from './imports-of.ts';

const LAYERS = allLayers(SOURCE_FILES);
const FILES = SOURCE_FILES;

const GRAPH: Graph = new Map(FILES.map((file) => [file, importsOf(file)]));

const file = (target: string): Import => ({ target, isPackage: false });
const npm = (target: string): Import => ({ target, isPackage: true });

/** A made-up file of a layer. */
const plantedIn = (folder: string): string =>
  folder.endsWith('.ts') ? folder : `${folder}/planted.ts`;

/** A folder's first file, or one that could lie there. */
const fileIn = (folder: string): string =>
  FILES.find((each) => layerOf(LAYERS, each)?.folder === folder) ?? plantedIn(folder);

const FILE_IN = new Map(LAYERS.map(({ folder }) => [folder, fileIn(folder)]));

describe('The layers', () => {
  it('allow every import of the source', () => {
    expect(violations(LAYERS, GRAPH)).toEqual([]);
  });

  it('have no circle of imports between files, types included', () => {
    expect(circles(GRAPH)).toEqual([]);
  });

  it('have no circle between folders', () => {
    const folders = new Map<string, Import[]>();
    for (const [from, imports] of GRAPH) {
      const layer = layerOf(LAYERS, from)!.folder;
      const targets = imports
        .filter(({ isPackage }) => !isPackage)
        .map(({ target }) => layerOf(LAYERS, target)?.folder)
        .filter((folder) => folder !== undefined && folder !== layer);
      folders.set(layer, [...(folders.get(layer) ?? []), ...targets.map((to) => file(to!))]);
    }
    expect(circles(folders)).toEqual([]);
  });

  it.each(LAYERS.map(({ folder }) => folder))('hold at least one file in %s', (folder) => {
    expect(FILES.some((each) => layerOf(LAYERS, each)?.folder === folder)).toBe(true);
  });

  it('refuse an import into every layer that a layer does not name', () => {
    const wrong = LAYERS.flatMap((from) =>
      LAYERS.filter((to) => {
        const isAllowed =
          from.folder === to.folder ||
          from.imports.some((each) => to.folder === each || to.folder.startsWith(`${each}/`));
        const planted: Graph = new Map([[plantedIn(from.folder), [file(FILE_IN.get(to.folder)!)]]]);
        return (violations(LAYERS, planted).length === 0) !== isAllowed;
      }).map((to) => `${from.folder} -> ${to.folder}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['src/shared/errors', 'node:'],
    ['src/shared/survey', 'react'],
    ['src/main/system/disk', 'electron'],
    ['src/main/app', 'react'],
    ['src/renderer/ui', 'node:'],
    ['src/renderer/browse', 'zod'],
  ])('refuse in %s the package %s', (folder, name) => {
    const planted: Graph = new Map([[`${folder}/planted.ts`, [npm(name)]]]);
    expect(violations(LAYERS, planted)).toEqual([
      `${folder}/planted.ts imports ${name}, which ${folder} may not.`,
    ]);
  });

  it.each([
    ['src/main/app/planted/planted-service.ts', 'src/main/app/downloads/downloads-service.ts'],
    ['src/main/engine/planted/planted-calls.ts', 'src/main/engine/queue/queue-store.ts'],
  ])('let %s do what is usual without a row, and no more', (planted, unusual) => {
    const layers = allLayers([...FILES, planted]);
    const usual = ['src/shared/errors/app-error.ts', 'src/main/engine/contract/part.ts'];
    expect(violations(layers, new Map([[planted, usual.map(file)]]))).toEqual([]);
    const folder = planted.slice(0, planted.lastIndexOf('/'));
    expect(violations(layers, new Map([[planted, [file(unusual)]]]))).toEqual([
      `${planted} imports ${unusual}, which ${folder} may not.`,
    ]);
  });

  it('report a file that lies in no layer', () => {
    expect(violations(LAYERS, new Map([['src/nowhere/x.ts', []]]))).toEqual([
      'src/nowhere/x.ts lies in no layer: add its folder to build/layers/layers.ts.',
    ]);
  });

  it('find a circle of types only, however long', () => {
    const graph: Graph = new Map([
      ['a.ts', [file('b.ts')]],
      ['b.ts', [file('c.ts')]],
      ['c.ts', [file('a.ts'), file('d.ts')]],
      ['d.ts', []],
    ]);
    expect(circles(graph)).toEqual([['a.ts', 'b.ts', 'c.ts']]);
  });
});

describe('The imports of a file', () => {
  it('count types, re-exports, dynamic imports and types by import()', () => {
    const text = [
      `import type { A } from './a.ts';`,
      `import { type B } from '#shared/b.ts';`,
      `export type { C } from './c.ts';`,
      `export * from '../d.ts';`,
      `const e = await import('./e.ts');`,
      `type F = import('#main/f.ts').F;`,
      `import { join } from 'node:path';`,
      `import x from '@scope/name/deep.js';`,
    ].join('\n');
    expect(importsOf('src/main/app/x.ts', text)).toEqual(
      expect.arrayContaining([
        file('src/main/app/a.ts'),
        file('src/shared/b.ts'),
        file('src/main/app/c.ts'),
        file('src/main/d.ts'),
        file('src/main/app/e.ts'),
        file('src/main/f.ts'),
        npm('node:'),
        npm('@scope/name'),
      ]),
    );
  });
});
