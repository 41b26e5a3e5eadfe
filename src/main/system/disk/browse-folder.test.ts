import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browseFolder } from './browse-folder.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browse-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('browseFolder', () => {
  it('lists folders and links to folders in natural order, and no files', async () => {
    for (const name of ['EPOCH10x', 'EPOCH2', '.hidden']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'a-file'), '');
    symlinkSync(join(folder, 'EPOCH2'), join(folder, 'linked'), 'junction');
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken'), 'junction');
    const listing = await browseFolder(folder);
    expect(listing).toMatchObject({
      path: folder,
      parent: join(folder, '..'),
      folders: ['EPOCH2', 'EPOCH10x', 'linked'],
      writable: true,
    });
    expect(listing.freeBytes).toBeGreaterThan(0);
  });

  it('starts in the home folder', async () => {
    expect((await browseFolder('')).path).toBe(homedir());
  });

  it('names the reason if the path is not a folder, or not absolute', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    for (const [path, words] of [
      [join(folder, 'a-file'), /not a folder/],
      [join(folder, 'nowhere'), /no such folder/],
      ['here', /absolute path/],
      [`${folder}\0x`, /absolute path/],
    ] as const) {
      await expect(browseFolder(path)).rejects.toThrow(words);
    }
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'shows only folders that the user may read',
    async () => {
      const secret = join(folder, 'secret');
      mkdirSync(secret);
      chmodSync(secret, 0o000);
      await expect(browseFolder(secret)).rejects.toThrow(/no permission/);
      chmodSync(secret, 0o700);
    },
  );
});
