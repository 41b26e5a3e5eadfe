/**
 * Cutouts by the built engine, in a process of its own, so that its time and memory can be measured.
 *   node cutouts-run.ts FILE     JSON: { home, endpoint or null, inputs }; each input is cut in turn
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import type { CutoutsInput, CutoutsOutput } from '#main/engine/contract/cutout-calls.ts';
import { startEngine } from '#main/engine/contract/start-engine.ts';

export interface CutoutsAsked {
  readonly home: string;
  /** Null cuts what is on disk. */
  readonly endpoint: string | null;
  readonly inputs: readonly CutoutsInput[];
}

/** What one input came to. */
export interface CutoutsTook extends Pick<CutoutsOutput, 'bytes' | 'calls'> {
  /** Without the engine's start and the connection. */
  readonly seconds: number;
  readonly cut: number;
  /** Rows of images that hold boxes, each counted once. */
  readonly rows: number;
}

const { home, endpoint, inputs } = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
) as CutoutsAsked;
const engine = startEngine({ home }, new URL('../../out/main/engine-worker.mjs', import.meta.url));
if (endpoint !== null) {
  const credentials = {
    sharedUrl: 'https://www.dropbox.com/sh/bench/x',
    password: 'bench',
    accessToken: 'bench',
    refreshToken: null,
    appKey: null,
  };
  await engine.call('connect', { endpoint, credentials });
}
const took: CutoutsTook[] = [];
for (const input of inputs) {
  const start = performance.now();
  const { results, bytes, calls, halted } = await engine.call('cut', input);
  if (halted !== null) throw new Error(halted.message);
  const seconds = (performance.now() - start) / 1000;
  const rows = new Set<string>();
  for (const { path, box } of results) {
    for (let y = box?.y0 ?? 0; y < (box?.y1 ?? 0); y += 1) rows.add(`${path} ${y}`);
  }
  const cut = results.filter(({ outcome }) => outcome === 'cut').length;
  took.push({ seconds, bytes, calls, cut, rows: rows.size });
}
await engine.call('close', null);
process.stdout.write(`${JSON.stringify(took)}\n`);
