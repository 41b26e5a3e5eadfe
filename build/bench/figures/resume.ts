import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median } from '../measured.ts';
import { spawnServer } from '../spawned.ts';
import { makeBigFile } from '../world.ts';
import { type Bench, type Figure, GIB } from './figure.ts';

/** Kills a download of 1 GiB half-way, and counts what the server sends again. */
export async function resume(bench: Bench): Promise<Figure[]> {
  const { work, runs } = bench;
  const folder = join(work, 'files');
  const wanted = makeBigFile(folder, '/EPOCH01/big.fits', GIB);
  const server = await spawnServer('slow-server.ts', [folder, '0']);
  const endpoint = `http://127.0.0.1:${server.line}`;
  const sent = async () => Number(await (await fetch(`${endpoint}/sent`)).text());
  const [output, home, list] = ['resume-out', 'resume-home', 'wanted.json'].map((name) =>
    join(work, name),
  ) as [string, string, string];
  writeFileSync(list, JSON.stringify([wanted]));
  const script = fileURLToPath(new URL('../engine-run.ts', import.meta.url));
  const start = () =>
    spawn(
      process.execPath,
      [
        script,
        `--endpoint=${endpoint}`,
        `--wanted=${list}`,
        `--output=${output}`,
        `--home=${home}`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  const extra: number[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const before = await sent();
      const first = start();
      while ((await sent()) - before < GIB / 2) await delay(5);
      first.kill('SIGKILL');
      await once(first, 'exit');
      const second = start();
      const [code] = (await once(second, 'exit')) as [number];
      if (code !== 0 || statSync(join(output, wanted.path)).size !== GIB) {
        throw new Error('The download did not finish after the kill.');
      }
      extra.push(((await sent()) - before - GIB) / GIB);
      rmSync(output, { recursive: true });
      rmSync(home, { recursive: true });
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
  return [
    {
      name: 'resume of a 1 GiB file after kill -9 half-way: bytes that the server sent twice ÷ size',
      target: '≤ 0.02',
      value: median(extra),
      unit: 'ratio',
      detail: `worst ${Math.max(...extra).toFixed(4)}; what it had read ahead into sockets is counted`,
    },
  ];
}
