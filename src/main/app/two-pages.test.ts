import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageFile } from '#shared/fits/testing/image-file.ts';
import type { CutoutsAsked } from '#shared/ipc/contract.ts';
import { home, start } from './testing/app-in-folder.ts';

describe('a page', () => {
  it('that closes an image, or is closed itself, ends nothing of another page', async () => {
    const app = await start(home());
    const { client, outputFolder } = app;
    mkdirSync(outputFolder, { recursive: true });
    writeFileSync(join(outputFolder, 'image.fits'), imageFile([3_000, 2_000]));
    const path = '/image.fits';
    const at = { level: 3, column: 0, row: 0 };
    await client.call('images.open', { path });
    const other = app.another();
    await other.client.call('images.open', { path });
    const tile = client.call('images.tile', { path, at, how: 'mean' });
    await other.client.call('images.close', { path });
    other.detach();
    expect((await tile).width).toBe(375);
    expect(await client.call('images.value', { path, x: 7, y: 1 })).toEqual({ value: 7 });
  });

  it('that asks for another plan of cutouts ends its own earlier one, and not that of another page', async () => {
    const app = await start(home());
    const other = app.another();
    const asked: CutoutsAsked = {
      name: 'centre',
      sources: [{ name: 'centre', raDeg: 139.65417, decDeg: 0 }],
      sizeDeg: 0.5,
      products: ['image'],
      stokes: ['I'],
      epochs: null,
      region: null,
    };
    const outcomes = await Promise.allSettled([
      app.client.call('cutouts.plan', asked),
      other.client.call('cutouts.plan', asked),
      app.client.call('cutouts.plan', { ...asked, sizeDeg: 1 }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
