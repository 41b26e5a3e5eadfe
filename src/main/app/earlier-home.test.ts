import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEngine } from '#main/engine/contract/start-engine.ts';
import { createApp, type TestApp } from '#main/testing/test-app.ts';
import { copyOfHome, expected } from './testing/earlier-home.ts';

async function rowsIn({ client }: TestApp) {
  const query = { filter: 'all', search: '', offset: 0, limit: 1_000 } as const;
  const { rows } = await client.call('downloads.rows', query);
  return rows.map(({ path, state, size, attempts, failure }) => [
    path,
    state,
    size,
    attempts,
    failure?.code ?? null,
  ]);
}

const byPath = (rows: readonly (readonly unknown[])[]) =>
  rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])));

describe('A home folder of version 0.1.0', () => {
  it('opens with its settings, its queue and its saved selections', async () => {
    const home = copyOfHome();
    const app = await createApp(home);
    onTestFinished(() => app.close());
    const { client } = app;
    const settings = await client.call('settings.get', null);
    expect(settings.value).toMatchObject({ ...expected.settings, outputFolder: join(home, 'out') });
    expect((await client.call('app.info', null)).notices).toEqual([]);

    const snapshot = await app.untilSnapshot(({ totals }) => totals.failed.files > 0);
    expect(snapshot.phase).toEqual({ kind: 'paused' });
    expect(byPath(await rowsIn(app))).toEqual(byPath(expected.jobs));

    expect(await client.call('selections.list', null)).toEqual(expected.selections);
    for (const { name, files } of expected.selections) {
      const { selection, missing } = await client.call('selections.load', { name });
      const { text } = await client.call('plan.list', selection);
      expect(text.split('\n').filter(Boolean).length + missing).toBe(files);
    }
  });

  it('opens with the queue of another output folder', async () => {
    const home = copyOfHome();
    const app = await createApp(home);
    onTestFinished(() => app.close());
    await app.untilSnapshot(({ totals }) => totals.failed.files > 0);
    await app.client.call('settings.set', { outputFolder: join(home, 'later') });
    const rows = await rowsIn(app);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(([path]) => String(path).includes('STOKESI_IMAGES'))).toBe(true);
  });

  it('opens with the listing that it has kept of a shared link', async () => {
    const engine = startEngine({ home: copyOfHome() });
    onTestFinished(() => engine.end());
    const listing = await engine.call('loadListing', {
      kind: 'stored',
      linkKey: expected.linkKey,
    });
    expect(listing?.catalogue.length).toBe(expected.listedFiles);
  });
});
