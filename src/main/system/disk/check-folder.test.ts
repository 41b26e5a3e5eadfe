import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFolder } from './check-folder.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('checkFolder', () => {
  it('accepts a folder that exists, and one that can be created, and leaves no trace', () => {
    checkFolder(folder);
    checkFolder(join(folder, 'new', 'deeper'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what is in a folder that exists', () => {
    mkdirSync(join(folder, 'empty'));
    checkFolder(join(folder, 'empty'));
    checkFolder(join(folder, 'empty', 'new'));
    expect(readdirSync(folder)).toEqual(['empty']);
  });

  it('names the reason if no folder can be there', () => {
    writeFileSync(join(folder, 'a-file'), '');
    for (const [path, words] of [
      [join(folder, 'a-file'), /a-file: a file has the name of a folder that is needed\.$/],
      [join(folder, 'a-file', 'new'), /a file has the name of a folder that is needed\.$/],
      [join(folder, 'x'.repeat(300)), /its name is too long/],
      ['here', /absolute path/],
      [`${folder}\0x`, /absolute path/],
    ] as const) {
      expect(() => checkFolder(path)).toThrow(words);
    }
  });

  it.runIf(process.platform === 'linux')('finds that a system folder takes no new one', () => {
    expect(() => checkFolder('/proc/vast')).toThrow(
      '/proc/vast: the folder does not exist and cannot be created.',
    );
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'finds that the folder above is read-only',
    () => {
      chmodSync(folder, 0o500);
      expect(() => checkFolder(join(folder, 'new'))).toThrow(
        /you have no permission to write there/,
      );
      chmodSync(folder, 0o700);
    },
  );
});
