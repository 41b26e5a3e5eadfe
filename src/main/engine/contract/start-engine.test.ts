import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors/app-error.ts';
import { type EngineClient, startEngine } from './start-engine.ts';

/** Tests the engine's client when its thread dies. */

const MORTAL = new URL('../testing/mortal-engine-worker.ts', import.meta.url);
const BUILTIN = { kind: 'builtin' } as const;

let home: string;
let engine: EngineClient;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'start-engine-'));
  engine = startEngine({ home }, MORTAL);
});
afterEach(async () => {
  await engine.end();
  rmSync(home, { recursive: true });
});

/** @returns the reported errors */
async function die(): Promise<AppError> {
  const told = new Promise<AppError>((resolve) => {
    engine.onClosed(resolve);
  });
  writeFileSync(join(home, 'engine-dies'), '');
  const why = await told;
  rmSync(join(home, 'engine-dies'));
  return why;
}

describe('an engine whose thread dies', () => {
  it('reports the reason to listeners and to every call', async () => {
    await engine.call('snapshot', null);
    const why = await die();
    expect(why).toMatchObject({
      code: 'api',
      message:
        'The download engine stopped: it ran out of memory. ' +
        'Finished files and blocks are kept; start again to continue.',
    });
    await expect(engine.call('snapshot', null)).rejects.toBe(why);
  });

  it('restarts once on request, with its subscriptions, and continues the numbers of listings', async () => {
    const first = await engine.call('loadListing', BUILTIN);
    expect(engine.restart()).toBe(false);
    await die();
    expect(engine.restart()).toBe(true);
    expect(engine.restart()).toBe(false);
    const next = await engine.call('loadListing', BUILTIN);
    expect(next!.id).toBeGreaterThan(first!.id);

    const heard = new Promise((resolve) => {
      engine.on('snapshot', resolve);
    });
    const options = { parallel: 1, maxRetries: 0, overwrite: false, maxBackoffs: 0 };
    await engine.call('openQueue', { outputFolder: join(home, 'out'), options });
    await engine.call('add', { files: [] });
    expect(await heard).toMatchObject({ phase: { kind: 'idle' } });
  });
});

describe('an engine that is ended', () => {
  it('reports no error, and rejects later calls', async () => {
    let told = 0;
    engine.onClosed(() => (told += 1));
    await engine.call('snapshot', null);
    await engine.end();
    await expect(engine.call('snapshot', null)).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toBe(0);
    expect(engine.restart()).toBe(false);
  });

  it('ends even if its close fails', async () => {
    const outputFolder = join(home, 'out');
    const options = { parallel: 1, maxRetries: 0, overwrite: false, maxBackoffs: 0 };
    await engine.call('openQueue', { outputFolder, options, holdsFolder: true });
    // A folder with the name of the lock can't be removed as a file.
    rmSync(join(outputFolder, '.vast-pilot.lock'));
    mkdirSync(join(outputFolder, '.vast-pilot.lock/full'), { recursive: true });
    await engine.end().catch(() => undefined);
    await expect(engine.call('snapshot', null)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
