/** Files to download, and the engine as a process that downloads them. */
import { createHash, hash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { EngineRun } from './engine-run.ts';
import { type Cost, measured } from './measured.ts';

/** As the command has it: without it, Node would load its compiler of TypeScript, 17 MB of memory, in each run. */
export const COMPILE_CACHE = join(import.meta.dirname, '../../.cache/compiled');

/** The revision that every file of the bench has. */
export const REV = '0123456789abcdef';

/** A file of random bytes at `path` below `folder`. */
export function makeBigFile(folder: string, path: string, size: number): WantedFile {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  const overall = createHash('sha256');
  const fd = openSync(file, 'w');
  try {
    for (let at = 0; at < size; at += BLOCK_BYTES) {
      const block = randomBytes(Math.min(BLOCK_BYTES, size - at));
      overall.update(hash('sha256', block, 'buffer'));
      writeSync(fd, block);
    }
  } finally {
    closeSync(fd);
  }
  return { path, size, rev: REV, contentHash: overall.digest('hex'), checksum: null };
}

/** `count` files of `size` random bytes, at most one block each. */
export function makeSmallFiles(
  folder: string,
  count: number,
  size: number,
  folders = 100,
): WantedFile[] {
  const wanted: WantedFile[] = [];
  for (let index = 0; index < count; index += 1) {
    const below = `/EPOCH01/D${index % folders}`;
    if (index < folders) mkdirSync(join(folder, below), { recursive: true });
    const path = `${below}/f${index}.fits`;
    const bytes = randomBytes(size);
    writeFileSync(join(folder, path), bytes);
    const contentHash = hash('sha256', hash('sha256', bytes, 'buffer'), 'hex');
    wanted.push({ path, size, rev: REV, contentHash, checksum: null });
  }
  return wanted;
}

export interface EngineOptions {
  readonly endpoint: string;
  readonly wanted: readonly WantedFile[];
  readonly parallel: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Stops it before its end. */
  readonly seconds?: number;
  readonly single?: boolean;
  /** Queues so many files like the first of `wanted`. */
  readonly made?: number;
}

/** The engine's own process: downloads into an empty folder below `work` and verifies. Throws unless all is done. */
export function runEngine(
  work: string,
  options: EngineOptions,
): Cost & { readonly run: EngineRun } {
  const [output, home, list] = ['engine-out', 'engine-home', 'wanted.json'].map((name) =>
    join(work, name),
  ) as [string, string, string];
  rmSync(output, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
  writeFileSync(list, JSON.stringify(options.wanted));
  const script = fileURLToPath(new URL('engine-run.ts', import.meta.url));
  const cost = measured(
    [
      process.execPath,
      script,
      `--endpoint=${options.endpoint}`,
      `--wanted=${list}`,
      `--output=${output}`,
      `--home=${home}`,
      `--parallel=${options.parallel}`,
      ...(options.seconds === undefined ? [] : [`--seconds=${options.seconds}`]),
      ...(options.single === true ? ['--single'] : []),
      ...(options.made === undefined ? [] : [`--made=${options.made}`]),
    ],
    { NODE_COMPILE_CACHE: COMPILE_CACHE, ...options.env },
  );
  const run = JSON.parse(cost.stdout) as EngineRun;
  if (options.seconds === undefined && run.done !== options.wanted.length) {
    throw new Error(`The engine brought ${run.done} of ${options.wanted.length} files.`);
  }
  return { ...cost, run };
}
