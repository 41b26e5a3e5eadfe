import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { imageFile } from '#shared/fits/testing/image-file.ts';
import { createImages } from './images-service.ts';

function open(idleMs?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'images-'));
  mkdirSync(join(folder, 'out', 'EPOCH01'), { recursive: true });
  writeFileSync(join(folder, 'out', 'EPOCH01', 'image.fits'), imageFile([30, 20]));
  writeFileSync(join(folder, 'outside.fits'), imageFile([30, 20]));
  const images = createImages({
    outputFolder: () => join(folder, 'out'),
    platform: 'linux',
    ...(idleMs === undefined ? {} : { idleMs }),
  });
  onTestFinished(async () => {
    await images.end();
    rmSync(folder, { recursive: true, force: true });
  });
  return images;
}

it('Images are read in a thread, from the output folder only', async () => {
  const images = open();
  expect(await images.call('value', '/EPOCH01/image.fits', { x: 7, y: 1 })).toEqual({ value: 37 });
  for (const path of ['/../outside.fits', '/EPOCH01/../../outside.fits', '//etc/passwd']) {
    await expect(images.call('open', path, {})).rejects.toMatchObject({ code: 'name-refused' });
  }
});

it('The thread of images ends when nobody calls, and the next call starts another', async () => {
  const images = open(1);
  await images.call('open', '/EPOCH01/image.fits', {});
  await vi.waitFor(() => expect(images.isRunning).toBe(false));
  expect(await images.call('value', '/EPOCH01/image.fits', { x: 7, y: 1 })).toEqual({ value: 37 });
});
