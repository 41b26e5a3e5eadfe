import { expect, it } from 'vitest';
import type { CutoutsAsked } from '#shared/ipc/contract.ts';
import { home, start, startServer, typed } from './connection/testing/app-and-server.ts';

const IMAGE = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';
const ASKED: CutoutsAsked = {
  name: 'centre',
  sources: [{ name: 'centre', raDeg: 139.65417, decDeg: 0 }],
  sizeDeg: 0.5,
  products: ['image'],
  stokes: ['I'],
  epochs: ['01'],
  region: 'combined',
};

it('What came from the shared link is recognised after a disconnect and a restart', async () => {
  const server = await startServer();
  const at = home();
  const first = await start(at, server);
  await first.client.call('connection.connect', typed(server));
  await first.until(
    'catalogue.changed',
    ({ value }) => value.source === 'crawled' && value.crawl === null,
  );
  await first.client.call('cutouts.start', ASKED);
  await first.until('cutouts.changed', ({ value }) => value.kind === 'ended' && value.cut === 1);
  await first.client.call('connection.disconnect', null);
  const kept = { kept: 1, imagesToFetch: 0, calls: 0, isExact: true };
  expect(await first.client.call('cutouts.plan', ASKED)).toMatchObject(kept);
  await first.close();

  const second = await start(at, server);
  const { client } = second;
  expect(await client.call('cutouts.plan', ASKED)).toMatchObject(kept);
  expect(await client.call('headers.read', { path: IMAGE })).toMatchObject({ from: 'kept' });
  await client.call('cutouts.start', ASKED);
  const { value } = await second.until('cutouts.changed', (state) => state.value.kind === 'ended');
  expect(value).toMatchObject({ kept: 1, stopped: 0, problem: null });
  // Another size: the cost is known from the header that was kept.
  const larger = await client.call('cutouts.plan', { ...ASKED, sizeDeg: 1 });
  expect(larger).toMatchObject({ kept: 0, calls: 1, isExact: true, isConnected: false });
});
