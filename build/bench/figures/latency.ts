import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured, median } from '../measured.ts';
import { spawnServer } from '../spawned.ts';
import { makeSmallFiles, runEngine } from '../world.ts';
import type { Bench, Figure } from './figure.ts';

/** Small files where each answer takes 50 ms, against the ideal and the old script's loop. */
export async function latency(bench: Bench): Promise<Figure[]> {
  const { work, runs } = bench;
  const [count, latencyMs, parallel, oldCount] = [4_000, 50, 16, 100];
  const folder = join(work, 'files');
  const wanted = makeSmallFiles(folder, count, 10 * 1024);
  const server = await spawnServer('slow-server.ts', [folder, String(latencyMs)]);
  const endpoint = `http://127.0.0.1:${server.line}`;
  const list = join(work, 'list.txt');
  writeFileSync(
    list,
    wanted
      .slice(0, oldCount)
      .map(({ path }) => path)
      .join('\n'),
  );
  try {
    const rows = Array.from({ length: runs }, () => {
      const ours = runEngine(work, { endpoint, wanted, parallel }).run.seconds / count;
      const out = join(work, 'peer');
      const script = fileURLToPath(new URL('../old-loop.py', import.meta.url));
      const old =
        Number(measured(['/usr/bin/python3', script, endpoint, list, out]).stdout) / oldCount;
      rmSync(out, { recursive: true });
      rmSync(join(work, 'engine-out'), { recursive: true });
      return { ours, old };
    });
    const ours = median(rows.map((row) => row.ours));
    const ideal = latencyMs / 1000 / parallel;
    return [
      {
        name: `${count} files of 10 KiB at ${latencyMs} ms latency, ${parallel} at once ÷ the ideal (files × latency ÷ parallelism)`,
        target: '≤ 1.05',
        value: ours / ideal,
        unit: 'ratio',
        detail: `${(ours * 1000).toFixed(2)} ÷ ${(ideal * 1000).toFixed(2)} ms a file`,
      },
      {
        name: "the same ÷ the old script's loop",
        target: '≤ 0.1',
        value: median(rows.map((row) => row.ours / row.old)),
        unit: 'ratio',
        detail: `the loop ${(median(rows.map((row) => row.old)) * 1000).toFixed(1)} ms a file, of ${oldCount}`,
      },
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}
