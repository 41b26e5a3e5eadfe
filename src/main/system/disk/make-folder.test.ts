import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'make-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('makeFolder', () => {
  it('creates parent folders, and accepts an existing folder', () => {
    const deep = join(folder, 'a', 'b', 'c');
    makeFolder(deep);
    makeFolder(deep);
    makeFolder('/');
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it('fails if a file has the name of the folder', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/);
    expect(() => makeFolder(join(folder, 'file', 'below'))).toThrow(/ENOTDIR/);
  });

  it.skipIf(process.platform !== 'linux')(
    'ends with an error where no folder can be created',
    () => {
      expect(() => makeFolder('/proc/vast-pilot/out')).toThrow(/ENOENT/);
    },
  );
});
