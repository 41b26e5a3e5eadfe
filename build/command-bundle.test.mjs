import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BESIDES, commandBundle, createSourceList, noteCommand } from './command-bundle.mjs';

describe("the command's bundle", () => {
  let root;
  const source = () => join(root, 'src/a.ts');
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'command-bundle-'));
    for (const folder of ['src', 'build', 'out/main'])
      mkdirSync(join(root, folder), { recursive: true });
    for (const file of BESIDES) writeFileSync(join(root, file), '');
    writeFileSync(source(), 'one');
    const sources = createSourceList(root);
    sources.plugin.load(source());
    sources.plugin.load(join(root, 'node_modules/other/index.js'));
    noteCommand(root, sources);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is used while its sources are as they were', () => {
    expect(commandBundle(root)).toBe(join(root, 'out/main/command.mjs'));
  });

  it.each([
    ['a source has changed', () => writeFileSync(source(), 'other')],
    ['a source is gone', () => rmSync(source())],
    ['packages have changed', () => writeFileSync(join(root, 'package-lock.json'), '{}')],
    ['there is no build', () => rmSync(join(root, 'out'), { recursive: true })],
    ['the note is damaged', () => writeFileSync(join(root, 'out/command-sources.json'), '[["src')],
  ])('is not used if %s', (_what, change) => {
    change();
    expect(commandBundle(root)).toBeNull();
  });
});
