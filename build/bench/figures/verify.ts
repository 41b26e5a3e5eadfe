import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { median } from '../measured.ts';
import { benchVerify } from '../verify.ts';
import { type Bench, type Figure, GIB } from './figure.ts';

/** Checking what is on disk, on all cores, against openssl on all cores. */
export async function verify({ work, runs }: Bench): Promise<Figure[]> {
  const { bytes, cores, opensslSeconds, oursSeconds } = await benchVerify(work, runs);
  rmSync(join(work, 'library'), { recursive: true });
  rmSync(join(work, 'verify-home'), { recursive: true, force: true });
  const ratios = oursSeconds.map((ours, run) => opensslSeconds[run]! / ours);
  const rate = (times: readonly number[]) => `${(bytes / median(times) / 1e6).toFixed(0)} MB/s`;
  return [
    {
      name: `verify of ${bytes / GIB} GiB on disk: our rate ÷ that of openssl dgst -sha256 on each of ${cores} cores`,
      target: '≥ 0.8',
      value: median(ratios),
      unit: 'ratio',
      detail: `${rate(oursSeconds)} ÷ ${rate(opensslSeconds)}`,
    },
  ];
}
