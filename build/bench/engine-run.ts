/**
 * One download by the built engine, in a process of its own, so that its CPU time and memory can be measured.
 *   --endpoint URL  --wanted FILE (JSON)  --output FOLDER  --home FOLDER  --parallel N  [--seconds N]  [--single]
 * `--seconds` stops it after that time. `--made N` queues N copies of the first file under other names, in batches.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startEngine } from '#main/engine/contract/start-engine.ts';
import { FILES_A_CALL, wantFiles } from '#main/engine/contract/want-files.ts';
import type { WantedFile } from '#shared/downloads/job.ts';

/** What a run found out about itself. */
export interface EngineRun {
  /** From the files' being wanted to the end. */
  readonly seconds: number;
  readonly peakBytes: number;
  /** Of the event loop of the thread that a window would have, in milliseconds. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  readonly done: number;
}

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', default: '' },
    wanted: { type: 'string', default: '' },
    output: { type: 'string', default: '' },
    home: { type: 'string', default: '' },
    parallel: { type: 'string', default: '6' },
    seconds: { type: 'string' },
    made: { type: 'string', default: '0' },
    single: { type: 'boolean', default: false },
  },
});
const engine = startEngine(
  { home: values.home },
  new URL('../../out/main/engine-worker.mjs', import.meta.url),
);
await engine.call('connect', {
  endpoint: values.endpoint,
  credentials: {
    sharedUrl: 'https://www.dropbox.com/sh/bench/x',
    password: 'bench',
    accessToken: 'bench',
    refreshToken: null,
    appKey: null,
  },
});
await engine.call('openQueue', {
  outputFolder: values.output,
  options: {
    parallel: Number(values.parallel),
    maxRetries: 0,
    overwrite: false,
    maxBackoffs: 0,
    splitLarge: !values.single,
  },
});
/** Like `file`, under `count` names. */
function* madeLots(file: WantedFile, count: number): Generator<WantedFile[]> {
  for (let at = 0; at < count; at += FILES_A_CALL) {
    yield Array.from({ length: Math.min(FILES_A_CALL, count - at) }, (_, index) => ({
      ...file,
      path: `/EPOCH01/D${at / FILES_A_CALL}/f${index}.fits`,
    }));
  }
}

const start = performance.now();
const files = JSON.parse(readFileSync(values.wanted, 'utf8')) as WantedFile[];
if (values.made === '0') await wantFiles(engine, files);
else
  for (const lot of madeLots(files[0]!, Number(values.made)))
    await engine.call('add', { files: lot });
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const stop =
  values.seconds === undefined
    ? null
    : setTimeout(() => void engine.call('pauseQueue', null), Number(values.seconds) * 1_000);
const end = await engine.call('run', null);
if (stop !== null) clearTimeout(stop);
delay.disable();
const seconds = (performance.now() - start) / 1000;
await engine.call('close', null);
const run: EngineRun = {
  seconds,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  delayP99Ms: delay.percentile(99) / 1e6,
  delayMaxMs: delay.max / 1e6,
  done: end.totals.done.files,
};
process.stdout.write(`${JSON.stringify(run)}\n`);
