import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../measured.ts';
import { spawnServer } from '../spawned.ts';
import { makeBigFile, runEngine } from '../world.ts';
import type { Bench, Figure } from './figure.ts';

/** Peak memory with the survey, and with a million files queued, six at once for a while. */
export async function memory(bench: Bench): Promise<Figure[]> {
  const { work, runs } = bench;
  const folder = join(work, 'files');
  mkdirSync(folder);
  const big = makeBigFile(folder, '/EPOCH01/big.fits', 64 * 1024 * 1024);
  const server = await spawnServer('slow-server.ts', [folder, '0', big.path]);
  try {
    const endpoint = `http://127.0.0.1:${server.line}`;
    const peak = (made: number): number => {
      const { peakBytes } = runEngine(work, {
        endpoint,
        wanted: [big],
        parallel: 6,
        seconds: 8,
        made,
      });
      rmSync(join(work, 'engine-out'), { recursive: true });
      rmSync(join(work, 'engine-home'), { recursive: true });
      return peakBytes / 1e6;
    };
    const survey = Array.from({ length: runs }, () => peak(42_165));
    return [
      {
        name: 'peak memory of the process, 42,165 files queued, 6 at once',
        target: '≤ 130',
        value: median(survey),
        unit: 'MB',
        detail: `each 8 s at full speed, from ${Math.min(...survey).toFixed(0)} to ${Math.max(...survey).toFixed(0)} MB`,
      },
      {
        name: 'peak memory, 1,000,000 files queued, 6 at once',
        target: '≤ 190',
        value: peak(1_000_000),
        unit: 'MB',
        detail: 'once',
      },
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}
