/**
 * One download by the engine, as a process of its own so that its CPU time and memory can be told.
 * Arguments: endpoint, file with the wanted files as JSON, output folder, home folder, parallel downloads.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { startEngine } from '#main/engine/start-engine.ts';
import type { WantedFile } from '#shared/downloads/job.ts';

/** What a run cost. */
export interface EngineRun {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Of the main thread's event loop, milliseconds. */
  readonly delayP99Ms: number;
  readonly verified: number;
}

const [endpoint = '', wantedFile = '', outputFolder = '', home = '', parallel = ''] =
  process.argv.slice(2);
const files = JSON.parse(readFileSync(wantedFile, 'utf8')) as WantedFile[];
const engine = startEngine({ home }, new URL('../../out/main/engine-worker.mjs', import.meta.url));
await engine.call('connect', {
  endpoint: endpoint,
  credentials: {
    sharedUrl: 'https://www.dropbox.com/sh/bench/x',
    password: 'bench',
    accessToken: 'bench',
    refreshToken: null,
    appKey: null,
  },
});
await engine.call('openQueue', {
  outputFolder: outputFolder,
  options: { parallel: Number(parallel), maxRetries: 0, overwrite: false, outagePatience: 0 },
});
const delay = monitorEventLoopDelay({ resolution: 1 });
const before = process.cpuUsage();
const start = performance.now();
delay.enable();
await engine.call('want', { files });
const end = await engine.call('run', null);
delay.disable();
const seconds = (performance.now() - start) / 1000;
const cpu = process.cpuUsage(before);
await engine.call('close', null);
const run: EngineRun = {
  seconds,
  cpuSeconds: (cpu.user + cpu.system) / 1e6,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  delayP99Ms: delay.percentile(99) / 1e6,
  verified: end.totals.done.files,
};
process.stdout.write(`${JSON.stringify(run)}\n`);
