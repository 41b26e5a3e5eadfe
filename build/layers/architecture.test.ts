import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allLayers, SOURCE_FILES } from './all-layers.ts';
import { folderTree, withFolderTree } from './folder-tree.ts';

const TEXT = readFileSync(join(import.meta.dirname, '../../ARCHITECTURE.md'), 'utf8');
const TREE = folderTree(allLayers(SOURCE_FILES));
const MAX_WORDS = 700;

describe('ARCHITECTURE.md', () => {
  it('shows the folders of the layers, as node build/layers/folder-tree.ts writes them', () => {
    expect(TEXT).toContain(TREE);
    expect(withFolderTree(TEXT, TREE)).toBe(TEXT);
  });

  it(`has at most ${MAX_WORDS} words beside its drawing and its tree`, () => {
    const prose = TEXT.replaceAll(/^```\n[^]*?^```$/gm, '');
    expect(prose.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThanOrEqual(
      MAX_WORDS,
    );
  });

  it('names only files that exist', () => {
    const links = [...TEXT.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(0);
    for (const path of links) {
      expect(() => readFileSync(join(import.meta.dirname, '../..', path))).not.toThrow();
    }
  });
});

describe('The tree of folders', () => {
  it('lists parents before their children, and folders without a layer of their own', () => {
    const layer = (folder: string, holds: string) => ({ folder, holds, imports: [], packages: [] });
    expect(folderTree([layer('src/a/b', 'two'), layer('src/c', 'three')])).toBe(
      `a\n${'  b'.padEnd(18)} two\n${'c'.padEnd(18)} three\n`,
    );
  });

  it('takes the place of the tree that stood there', () => {
    const page = '<!-- folders: node build/layers/folder-tree.ts -->\n```\nold\n```\nend\n';
    expect(withFolderTree(page, 'new\n')).toBe(page.replace('\nold', '\nnew'));
  });
});
