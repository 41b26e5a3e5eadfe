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

describe('looking through folders', () => {
  it('shows folders and where links lead to one, in the order of people, and no files', async () => {
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

  it('begins at home', async () => {
    expect((await browseFolder('')).path).toBe(homedir());
  });

  it('says why not, for what is no folder, or no whole path', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    for (const [path, words] of [
      [join(folder, 'a-file'), /not a folder/],
      [join(folder, 'nowhere'), /no such folder/],
      ['here', /whole path/],
      [`${folder}\0x`, /whole path/],
    ] as const) {
      await expect(browseFolder(path)).rejects.toThrow(words);
    }
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is limited to what the user may read',
    async () => {
      const secret = join(folder, 'secret');
      mkdirSync(secret);
      chmodSync(secret, 0o000);
      await expect(browseFolder(secret)).rejects.toThrow(/no permission/);
      chmodSync(secret, 0o700);
    },
  );
});
