import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, median } from '../measured.ts';
import { makeSmallFiles, runEngine } from '../world.ts';
import { type Bench, type Figure, seconds, withNginx } from './figure.ts';

/** 20,000 small files against rclone, which does not wait for the disk, and rclone with a wait at its end. */
export async function smallFiles(bench: Bench): Promise<Figure[]> {
  const { work, runs } = bench;
  const folder = join(work, 'files');
  const wanted = makeSmallFiles(folder, 20_000, 10 * 1024);
  const list = join(work, 'list.txt');
  writeFileSync(list, wanted.map(({ path }) => path.slice(1)).join('\n'));
  const rows = await withNginx(bench, folder, ({ endpoint, filesUrl }) =>
    Array.from({ length: runs }, () => {
      const out = join(work, 'peer');
      const list16 = ['--transfers', '16', '--files-from', list, '--no-traverse'];
      const copy = ['rclone', 'copy', '--config', '/dev/null', '-q', ...list16];
      execFileSync('sync', ['-f', work]);
      const rclone = measured([...copy, '--http-url', filesUrl, ':http:', out]);
      const sync = measured(['sync', '-f', out]);
      rmSync(out, { recursive: true });
      execFileSync('sync', ['-f', work]);
      const ours = runEngine(work, { endpoint, wanted, parallel: 16 });
      rmSync(join(work, 'engine-out'), { recursive: true });
      return { rclone, sync, ours };
    }),
  );
  rmSync(folder, { recursive: true });
  const of = (value: (row: (typeof rows)[number]) => number): number => median(rows.map(value));
  return [
    {
      name: '20,000 files of 10 KiB, verified, journalled, and each on the disk itself ÷ rclone --transfers 16',
      target: '≤ 1.1',
      value: of(({ ours, rclone }) => ours.run.seconds / rclone.seconds),
      unit: 'ratio',
      detail: `${seconds(of(({ ours }) => ours.run.seconds))} ÷ ${seconds(of(({ rclone }) => rclone.seconds))}`,
    },
    {
      name: 'the same ÷ (rclone, then sync -f)',
      target: null,
      value: of(({ ours, rclone, sync }) => ours.run.seconds / (rclone.seconds + sync.seconds)),
      unit: 'ratio',
      detail: `sync alone ${seconds(of(({ sync }) => sync.seconds))}; CPU ${seconds(of(({ ours }) => ours.cpuSeconds))} against ${seconds(of(({ rclone }) => rclone.cpuSeconds))}`,
    },
  ];
}
