import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createEngine } from './engine.ts';

it('leaves no lock if the engine closes while a queue is being opened', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'close-early-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const out = join(folder, 'out');
  const engine = createEngine({ home: join(folder, 'home') }, () => undefined);
  const options = { parallel: 1, maxRetries: 0, overwrite: false, maxBackoffs: 0 };
  const opening = engine
    .openQueue({ outputFolder: out, options, holdsFolder: true })
    .catch(() => undefined);
  await engine.close(null);
  await opening;
  expect(readdirSync(out)).toEqual([]);
  expect(await engine.snapshot(null)).toBeNull();
});
