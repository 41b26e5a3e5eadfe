import { describe, expect, it } from 'vitest';
import type { DemoOptions } from '#demo/demo-options.ts';
import type { TestApp } from '#main/testing/test-app.ts';
import type { CutoutsAsked } from '#shared/ipc/contract.ts';
import { home, start } from '../testing/app-in-folder.ts';

/** Cutouts that Dropbox refuses, as a page sees them. */

const path = (epoch: string): string =>
  `/EPOCH${epoch}/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH${epoch}.I.fits`;
const ASKED: CutoutsAsked = {
  name: 'centre',
  sources: [{ name: 'centre', raDeg: 139.65417, decDeg: 0 }],
  sizeDeg: 0.5,
  products: ['image'],
  stokes: ['I'],
  epochs: ['01', '02'],
  region: 'combined',
};

async function connected(faults: DemoOptions['faults']): Promise<TestApp> {
  const app = await start(home(), { demo: { survey: 'tiny', ...(faults && { faults }) } });
  await app.client.call('connection.tryDemo', null);
  await app.until('catalogue.changed', ({ value }) => value.source === 'demo');
  return app;
}

describe('cutouts that Dropbox refuses', () => {
  it('for a password end with its words, and keep what is complete', async () => {
    const app = await connected([
      {
        path: path('02'),
        after: 1,
        fault: { kind: 'api-error', tag: 'shared_link_access_denied' },
      },
    ]);
    const { client } = app;
    await client.call('cutouts.start', ASKED);
    const { value } = await app.until('cutouts.changed', (state) => state.value.kind === 'ended');
    expect(value).toMatchObject({ problem: { code: 'link-denied' }, stopped: 1, cut: 1 });
    expect(JSON.stringify(value)).toMatch(/password/);
    await app.until('connection.changed', (state) => state.value.kind !== 'connected');
    await expect(client.call('cutouts.resume', null)).rejects.toThrow(
      'Connect to get cutouts: 1 image is not on this disk.',
    );
    // The words of the run stay until one begins.
    expect((await client.call('cutouts.get', null)).value).toEqual(value);
  });

  it('by a 429 show until when they wait, also those of a run that begins meanwhile, and stop at once', async () => {
    const limited = { kind: 'rate-limit', seconds: 300 } as const;
    const app = await connected([{ path: path('01'), fault: limited }]);
    const { client } = app;
    const run = async (after: number) => {
      await client.call('cutouts.start', ASKED);
      const waiting = await app.until(
        'cutouts.changed',
        ({ revision, value }) =>
          revision > after && value.kind === 'running' && value.waitingUntilMs !== null,
      );
      const { waitingUntilMs } = waiting.value as { readonly waitingUntilMs: number };
      expect(waitingUntilMs - Date.now()).toBeGreaterThan(200_000);
      await client.call('cutouts.cancel', null);
      const ended = await app.until(
        'cutouts.changed',
        ({ revision, value }) => revision > waiting.revision && value.kind === 'ended',
      );
      expect(ended.value).toMatchObject({ problem: { code: 'cancelled' } });
      return ended.revision;
    };
    await run(await run(-1));
  });
});
