import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, type TestApp } from '#main/testing/test-app.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { FILE_STATES, type FileState } from '#shared/library/file-state.ts';

/** The state of each file for a page, from a client through the engine to real files. */

let home: string;
let app: TestApp;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'file-states-'));
  // Islands never arrive, so they wait in the queue.
  const faults = [{ path: '*.islands.txt', fault: { kind: 'server-error', status: 500 } }] as const;
  app = await createApp(home, { demo: { survey: 'tiny', faults } });
  const { client } = app;
  await client.call('connection.tryDemo', null);
  await app.until('connection.changed', ({ value }) => value.kind === 'connected');
  await client.call('catalogue.refresh', { includeLegacy: false });
});
afterEach(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

const isTable = (path: string): boolean => path.endsWith('.csv');
const isIsland = (path: string): boolean =>
  /^\/EPOCH01\/COMBINED\/STOKESI.*\.islands\.txt$/.test(path);

async function tick(test: (path: string) => boolean) {
  const { revision, value } = await app.client.call('catalogue.get', null);
  const { words } = bitsetWhere(value.length, (row) => test(pathAt(value, row)));
  return { catalogueRevision: revision, words };
}

/** The paths of each state that has files, except of `listed`. */
async function states(): Promise<Partial<Record<FileState, readonly string[]>>> {
  const { revision, value } = await app.client.call('catalogue.get', null);
  const { catalogueRevision, states: bytes } = await app.client.call('library.fileStates', null);
  expect(catalogueRevision).toBe(revision);
  expect(bytes).toHaveLength(value.length);
  const rows = [...bytes.keys()].filter((row) => FILE_STATES[bytes[row]!] !== 'listed');
  return Object.fromEntries(
    [...Map.groupBy(rows, (row) => FILE_STATES[bytes[row]!]!)].map(([state, of]) => [
      state,
      of.map((row) => pathAt(value, row)),
    ]),
  );
}

/** Polls: main learns of the queue's changes by events. */
async function untilStates(expected: Awaited<ReturnType<typeof states>>): Promise<void> {
  await vi.waitFor(async () => expect(await states()).toEqual(expected), { timeout: 60_000 });
}

async function paths(test: (path: string) => boolean): Promise<readonly string[]> {
  const { value } = await app.client.call('catalogue.get', null);
  return Array.from({ length: value.length }, (_, row) => pathAt(value, row)).filter(test);
}

async function download(test: (path: string) => boolean): Promise<void> {
  const { added } = await app.client.call('downloads.add', await tick(test));
  await app.untilDone(added);
}

async function verify(): Promise<void> {
  const { revision } = await app.client.call('library.get', null);
  await app.client.call('library.verify', { selection: null, withSha256: false });
  await app.until(
    'library.changed',
    (state) => state.revision > revision && state.value.kind === 'checked',
  );
}

describe('The states of files', () => {
  it('are queued, then on disk, and the page hears of it', async () => {
    const tables = await paths(isTable);
    expect(await states()).toEqual({});
    await app.client.call('downloads.add', await tick(isTable));
    await app.untilDone(tables.length);
    await app.until('library.fileStatesChanged', () => true);
    expect(await states()).toEqual({ 'on-disk': tables });
  });

  it('are queued for files that wait, also after others were downloaded and some removed', async () => {
    const { client } = app;
    await download(isTable);
    const tables = await paths(isTable);
    const islands = await paths(isIsland);
    await client.call('downloads.add', await tick(isIsland));
    const before = { 'on-disk': tables, queued: islands };
    await untilStates(before);
    await client.call('downloads.pauseAll', null);
    expect(await states()).toEqual(before);
    const { undoToken } = await client.call('downloads.remove', { kind: 'state', state: 'all' });
    await untilStates({ 'on-disk': tables });
    await client.call('downloads.undoRemove', { undoToken });
    await untilStates(before);
  });

  it('are verified or damaged after a verification, and verified after the repair', async () => {
    const { client } = app;
    await download(isTable);
    const tables = await paths(isTable);
    const [damaged = '', ...good] = tables;
    const file = join(app.outputFolder, 'demo-survey', damaged);
    const bytes = readFileSync(file);
    bytes[0]! ^= 1;
    writeFileSync(file, bytes);
    expect(await states()).toEqual({ 'on-disk': tables });
    await verify();
    expect(await states()).toEqual({ damaged: [damaged], verified: good });
    await client.call('library.repair', null);
    await untilStates({ verified: tables });
  });
});
