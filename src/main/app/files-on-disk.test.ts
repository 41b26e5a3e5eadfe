import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { filesOnDisk } from './files-on-disk.ts';

it('names the file of each path that is on disk, and no folder, part file or refused name', async () => {
  const out = mkdtempSync(join(tmpdir(), 'vast-'));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  mkdirSync(join(out, 'EPOCH01', 'folder.fits'), { recursive: true });
  for (const name of ['a.fits', 'b.fits.part']) writeFileSync(join(out, 'EPOCH01', name), 'x');
  const names = ['a.fits', 'b.fits', 'folder.fits', '../../../etc/passwd', 'a.fits'];
  expect(
    await filesOnDisk(
      out,
      names.map((name) => `/EPOCH01/${name}`),
      'linux',
    ),
  ).toEqual([join(out, 'EPOCH01', 'a.fits'), null, null, null, join(out, 'EPOCH01', 'a.fits')]);
});
