import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors/app-error.ts';
import { type EngineClient, startEngine } from './start-engine.ts';

/** The engine's thread, and what becomes of its client when it dies. */

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

/** @returns what was told of it */
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
  it('says why, to whoever listens and to every call', async () => {
    await engine.call('snapshot', null);
    const why = await die();
    expect(why).toMatchObject({
      code: 'api',
      message:
        'The download engine stopped: it ran out of memory. ' +
        'Files and blocks that were finished are kept; start again to go on.',
    });
    await expect(engine.call('snapshot', null)).rejects.toBe(why);
  });

  it('comes again on request, once, with subscriptions as they were and listings numbered on', async () => {
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
    const options = { parallel: 1, maxRetries: 0, overwrite: false, outagePatience: 0 };
    await engine.call('openQueue', { outputFolder: join(home, 'out'), options });
    await engine.call('add', { files: [] });
    expect(await heard).toMatchObject({ phase: { kind: 'idle' } });
  });
});

describe('an engine that is ended', () => {
  it('says so to nobody, and takes no call any more', async () => {
    let told = 0;
    engine.onClosed(() => (told += 1));
    await engine.call('snapshot', null);
    await engine.end();
    await expect(engine.call('snapshot', null)).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toBe(0);
    expect(engine.restart()).toBe(false);
  });

  it('is ended also where its close fails', async () => {
    const outputFolder = join(home, 'out');
    const options = { parallel: 1, maxRetries: 0, overwrite: false, outagePatience: 0 };
    await engine.call('openQueue', { outputFolder, options, holdsFolder: true });
    // A folder in the place of the lock can't be removed as a file.
    rmSync(join(outputFolder, '.vast-pilot.lock'));
    mkdirSync(join(outputFolder, '.vast-pilot.lock/full'), { recursive: true });
    await engine.end().catch(() => undefined);
    await expect(engine.call('snapshot', null)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
