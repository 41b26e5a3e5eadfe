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
  return Object.assign(images, { folder });
}

it('Images are read in a thread, from the output folder only', async () => {
  const images = open().viewer();
  expect(await images.call('value', '/EPOCH01/image.fits', { x: 7, y: 1 })).toEqual({ value: 37 });
  for (const path of ['/../outside.fits', '/EPOCH01/../../outside.fits', '//etc/passwd']) {
    await expect(images.call('open', path, {})).rejects.toMatchObject({ code: 'name-refused' });
  }
});

it('The thread of images ends when nobody calls, and the next call starts another', async () => {
  const service = open(1);
  const images = service.viewer();
  await images.call('open', '/EPOCH01/image.fits', {});
  await vi.waitFor(() => expect(service.isRunning).toBe(false));
  expect(await images.call('value', '/EPOCH01/image.fits', { x: 7, y: 1 })).toEqual({ value: 37 });
});

it('An image is not opened again by a call that comes after it was closed', async () => {
  const service = open();
  const images = service.viewer();
  const path = '/EPOCH01/image.fits';
  const at = { x: 7, y: 1 };
  await images.call('open', path, {});
  await images.call('open', path, {});
  await images.call('close', path, {});
  expect(await images.call('value', path, at)).toEqual({ value: 37 });
  await images.call('close', path, {});
  await expect(images.call('value', path, at)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await service.viewer().call('value', path, at)).toEqual({ value: 37 });
  await images.call('open', path, {});
  expect(await images.call('value', path, at)).toEqual({ value: 37 });
  images.close();
});

it('Cutouts are decoded in the thread, and a file that is gone is named', async () => {
  const service = open();
  const { folder } = service;
  expect(service.isRunning).toBe(false);
  const source = { raDeg: 10, decDeg: 0 };
  const stamp = await service.stamp(join(folder, 'outside.fits'), source);
  expect([stamp.width, stamp.height, stamp.values[37]]).toEqual([30, 20, 37]);
  expect(service.isRunning).toBe(true);
  await expect(service.stamp(join(folder, 'gone.fits'), source)).rejects.toThrow(/gone\.fits/);
});
