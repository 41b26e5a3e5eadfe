import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measured, median } from '../measured.ts';
import { makeBigFile, runEngine } from '../world.ts';
import { type Bench, type Figure, GIB, seconds, withNginx } from './figure.ts';

/** One big file against curl, rclone, and a native hash of what they brought. */
export async function bigFile(bench: Bench): Promise<Figure[]> {
  const { work, runs } = bench;
  const folder = join(work, 'files');
  const wanted = makeBigFile(folder, '/EPOCH01/big.fits', 2 * GIB);
  const rows = await withNginx(bench, folder, ({ endpoint, filesUrl }) =>
    Array.from({ length: runs }, () => {
      const url = `${filesUrl}${wanted.path}`;
      const file = join(work, 'peer.bin');
      const clear = () => rmSync(file, { force: true });
      const curl = measured(['curl', '-sf', '-o', file, url]);
      const hash = measured(['openssl', 'dgst', '-sha256', file]);
      const sum = measured(['sha256sum', file]);
      clear();
      const rclone = measured(['rclone', '--config', '/dev/null', '-q', 'copyurl', url, file]);
      clear();
      const ours = runEngine(work, { endpoint, wanted: [wanted], parallel: 6 });
      rmSync(join(work, 'engine-out'), { recursive: true });
      return { curl, hash, sum, rclone, ours };
    }),
  );
  rmSync(folder, { recursive: true });
  const of = (value: (row: (typeof rows)[number]) => number): number => median(rows.map(value));
  return [
    {
      name: 'one 2 GiB file, fetched and verified ÷ curl alone',
      target: '≤ 1.5',
      value: of(({ ours, curl }) => ours.run.seconds / curl.seconds),
      unit: 'ratio',
      detail: `${seconds(of(({ ours }) => ours.run.seconds))} ÷ ${seconds(of(({ curl }) => curl.seconds))}`,
    },
    {
      name: 'the same ÷ (curl, then openssl dgst -sha256)',
      target: '≤ 0.9',
      value: of(({ ours, curl, hash }) => ours.run.seconds / (curl.seconds + hash.seconds)),
      unit: 'ratio',
      detail: `the hash alone ${seconds(of(({ hash }) => hash.seconds))}`,
    },
    {
      name: 'the same ÷ (curl, then sha256sum)',
      target: '≤ 0.9',
      value: of(({ ours, curl, sum }) => ours.run.seconds / (curl.seconds + sum.seconds)),
      unit: 'ratio',
      detail: `the hash alone ${seconds(of(({ sum }) => sum.seconds))}`,
    },
    {
      name: 'CPU seconds a GiB, start included ÷ (rclone copyurl, then openssl dgst -sha256)',
      target: '≤ 1.2',
      value: of(
        ({ ours, rclone, hash }) => ours.cpuSeconds / (rclone.cpuSeconds + hash.cpuSeconds),
      ),
      unit: 'ratio',
      detail: `${seconds(of(({ ours }) => ours.cpuSeconds / 2))} ÷ ${seconds(of(({ rclone, hash }) => (rclone.cpuSeconds + hash.cpuSeconds) / 2))} a GiB; curl alone ${seconds(of(({ curl }) => curl.cpuSeconds / 2))}`,
    },
    {
      name: 'the same ÷ (rclone copyurl, then sha256sum)',
      target: '≤ 1.2',
      value: of(({ ours, rclone, sum }) => ours.cpuSeconds / (rclone.cpuSeconds + sum.cpuSeconds)),
      unit: 'ratio',
      detail: `sha256sum ${seconds(of(({ sum }) => sum.cpuSeconds / 2))} a GiB`,
    },
    {
      name: 'event-loop delay of the main thread meanwhile, p99',
      target: '≤ 20',
      value: of(({ ours }) => ours.run.delayP99Ms),
      unit: 'ms',
      detail: `worst ${of(({ ours }) => ours.run.delayMaxMs).toFixed(0)} ms`,
    },
    {
      name: 'peak memory of the process meanwhile',
      target: null,
      value: of(({ ours }) => ours.peakBytes / 1e6),
      unit: 'MB',
      detail: '',
    },
  ];
}
