/** How fast files on disk are read and compared with what they should be. */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startEngine } from '#main/engine/contract/start-engine.ts';
import { measured } from './measured.ts';
import { makeBigFile } from './world.ts';

const FILE_BYTES = 1024 ** 3;
const FILES_A_CORE = 2;

export interface VerifyTimes {
  readonly bytes: number;
  readonly cores: number;
  /** Of `openssl dgst -sha256`, one process a core, side by side. */
  readonly opensslSeconds: readonly number[];
  readonly oursSeconds: readonly number[];
}

/**
 * Verifies files of 1 GiB below `work`, two a core, in turn with openssl, which reads the same ones. They were just
 * written, so that where the memory holds them the hash is what limits both, and else the disk. Throws unless all are
 * found good.
 */
export async function benchVerify(work: string, runs: number): Promise<VerifyTimes> {
  const cores = availableParallelism();
  const outputFolder = join(work, 'library');
  const files = Array.from({ length: cores * FILES_A_CORE }, (_, index) =>
    makeBigFile(outputFolder, `/EPOCH01/f${index}.fits`, FILE_BYTES),
  );
  execFileSync('sync', ['-f', work]);
  const share = (core: number): string =>
    files
      .filter((_, index) => index % cores === core)
      .map(({ path }) => join(outputFolder, path))
      .join(' ');
  const all = Array.from({ length: cores }, (_, core) => `openssl dgst -sha256 ${share(core)} &`);
  const opensslSeconds: number[] = [];
  const oursSeconds: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    opensslSeconds.push(measured(['sh', '-c', `${all.join(' ')} wait`]).seconds);
    const engine = startEngine(
      { home: join(work, 'verify-home') },
      new URL('../../out/main/engine-worker.mjs', import.meta.url),
    );
    const start = performance.now();
    const { counts } = await engine.call('verify', {
      outputFolder,
      scope: { kind: 'files', files, foreign: null },
      missing: 'all',
      withSha256: false,
    });
    oursSeconds.push((performance.now() - start) / 1_000);
    await engine.call('close', null);
    if (counts.verified.files !== files.length)
      throw new Error(`Only ${counts.verified.files} files were found good.`);
  }
  return { bytes: files.length * FILE_BYTES, cores, opensslSeconds, oursSeconds };
}
