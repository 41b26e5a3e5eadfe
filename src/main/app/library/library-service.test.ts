import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, type TestApp } from '#main/testing/test-app.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import type { LibraryState, NotableQuery } from '#shared/library/library-state.ts';

/** The app's calls about what is on disk, from a client through the engine to real files. */

type Checked = Extract<LibraryState, { readonly kind: 'checked' }>;

let home: string;
let app: TestApp;
let wanted: readonly string[];

const isTableOrList = (path: string): boolean => /\.(txt|csv|md)$/.test(path);

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'library-app-'));
  app = await createApp(home);
  const { client } = app;
  await client.call('connection.tryDemo', null);
  await app.until('connection.changed', ({ value }) => value.kind === 'connected');
  await app.until('catalogue.changed', ({ value }) => value.crawl === null);
  const { added } = await client.call('downloads.add', await tick(isTableOrList));
  await app.untilDone(added);
  // What is wanted is known once the listing is that of the server.
  const { value } = await client.call('catalogue.get', null);
  const paths = Array.from({ length: value.length }, (_, row) => pathAt(value, row));
  wanted = paths.filter(isTableOrList);
});
afterEach(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

async function tick(test: (path: string) => boolean) {
  const { revision, value } = await app.client.call('catalogue.get', null);
  const { words } = bitsetWhere(value.length, (row) => test(pathAt(value, row)));
  return { catalogueRevision: revision, words };
}

function fileOf(path: string): string {
  return join(app.outputFolder, 'demo-survey', path);
}

async function check(
  test: ((path: string) => boolean) | null,
  withSha256 = false,
): Promise<Checked> {
  const selection = test === null ? null : await tick(test);
  const { revision } = await app.client.call('library.get', null);
  await app.client.call('library.verify', { selection, withSha256 });
  const end = await app.until(
    'library.changed',
    (state) => state.revision > revision && state.value.kind !== 'checking',
  );
  if (end.value.kind !== 'checked') throw new Error(JSON.stringify(end.value));
  return end.value;
}

describe('the library', () => {
  it('finds damaged, missing and foreign files, repairs them, and then finds all good', async () => {
    const { client } = app;
    const { counts: before } = await check(null);
    expect(before.verified.files).toBe(wanted.length);
    const [flipped = '', removed = ''] = wanted;
    const bytes = readFileSync(fileOf(flipped));
    bytes[0]! ^= 1;
    writeFileSync(fileOf(flipped), bytes);
    rmSync(fileOf(removed));
    writeFileSync(fileOf('/EPOCH01/notes.txt'), 'mine');

    const found = await check(null);
    expect(found).toMatchObject({ scope: 'everything', repairable: 2, isRepairing: false });
    expect(found.counts).toMatchObject({
      verified: { files: wanted.length - 2 },
      damaged: { files: 1 },
      missing: { files: 1 },
      foreign: { files: 1, bytes: 4 },
    });
    const page = await client.call('library.rows', { result: 'damaged', offset: 0, limit: 10 });
    expect(page).toMatchObject({ total: 1, rows: [{ path: flipped, size: bytes.length }] });
    const disk = await client.call('plan.summarize', await tick((path) => path === flipped));
    expect(disk.filesOnDisk).toBe(0);

    expect(await client.call('library.repair', null)).toEqual({ added: 2 });
    const filesDone = async () => (await client.call('downloads.get', null)).totals.done.files;
    await expect.poll(filesDone, { timeout: 10_000 }).toBe(wanted.length);
    const afterRepair = await app.until(
      'library.changed',
      ({ value }) =>
        value.kind === 'checked' && value.repaired.damaged + value.repaired.missing === 2,
    );
    expect(afterRepair.value).toMatchObject({
      counts: {
        verified: { files: wanted.length, bytes: before.verified.bytes },
        damaged: { files: 0, bytes: 0 },
        missing: { files: 0 },
        foreign: { files: 1 },
      },
      repairable: 0,
      isRepairing: false,
      repaired: { damaged: 1, missing: 1 },
    });
    const rowsOf = async (result: NotableQuery['result']) =>
      await client.call('library.rows', { result, offset: 0, limit: 10 });
    // Repaired files leave their filter, have the size of the new file, and stay among all.
    expect(await rowsOf('damaged')).toEqual({ total: 0, rows: [] });
    expect(await rowsOf('missing')).toEqual({ total: 0, rows: [] });
    const repaired = { assurance: 'verified', atMs: expect.any(Number) };
    expect(await rowsOf('repaired')).toMatchObject({
      total: 2,
      rows: [
        { path: flipped, result: 'damaged', size: bytes.length, repaired },
        { path: removed, result: 'missing', size: readFileSync(fileOf(removed)).length, repaired },
      ],
    });
    expect((await rowsOf(null)).total).toBe(3);
    const { counts } = await check(null, true);
    expect(counts.verified.files).toBe(wanted.length);
    expect(counts.damaged.files + counts.missing.files).toBe(0);

    const { text } = await client.call('library.manifest', { as: 'sums' });
    writeFileSync(join(home, 'SHA256SUMS'), text);
    const told = execFileSync('sha256sum', ['-c', '--quiet', join(home, 'SHA256SUMS')], {
      cwd: fileOf(''),
    });
    expect(String(told)).toBe('');
    expect(text.trim().split('\n')).toHaveLength(wanted.length);
  });

  it('reports all absent files of a selection as missing, and without one only downloaded files', async () => {
    const { counts, scope } = await check((path) => path.endsWith('.xml') || path === wanted[0]);
    expect([scope, counts.verified.files, counts.foreign.files]).toEqual(['selection', 1, 0]);
    expect(counts.missing.files).toBeGreaterThan(0);
    expect((await check(null)).counts.missing.files).toBe(0);
  });

  it('without a connection compares with what was downloaded', async () => {
    const { client } = app;
    await client.call('connection.disconnect', null);
    await client.call('settings.set', { outputFolder: fileOf('') });
    const { counts } = await check(null);
    // The built-in listing names these files, and knows neither sizes nor hashes.
    expect(counts.verified.files).toBeGreaterThan(0);
    await expect(client.call('library.repair', null)).rejects.toThrow(/no connection/);
  });

  it('can be stopped, and refuses a second verification meanwhile', async () => {
    const { client } = app;
    const input = { selection: null, withSha256: false };
    const first = client.call('library.verify', input);
    await expect(client.call('library.verify', input)).rejects.toThrow(/already/);
    await first;
    await client.call('library.cancel', null);
    await app.until('library.changed', ({ value }) => value.kind === 'unchecked');
  });
});
