import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { measured, median } from '../measured.ts';
import { spawnServer } from '../spawned.ts';
import { makeSmallFiles } from '../world.ts';
import { COMMAND } from './dry-run.ts';
import { type Bench, type Figure, seconds } from './figure.ts';

const [FILES, FOLDERS, LATENCY_MS, PARALLEL] = [803, 46, 50, 16];

/** The whole command with a few hundred files in many folders: its start weighs more than its downloads. */
export async function manyFolders({ work, runs }: Bench): Promise<Figure[]> {
  const folder = join(work, 'files');
  const wanted = makeSmallFiles(folder, FILES, 10 * 1024, FOLDERS);
  const server = await spawnServer('slow-server.ts', [folder, String(LATENCY_MS)]);
  const [list, config, output, home] = ['list.txt', 'dropbox.cfg', 'many-out', 'many-home'].map(
    (name) => join(work, name),
  ) as [string, string, string, string];
  writeFileSync(list, wanted.map(({ path }) => path).join('\n'));
  writeFileSync(
    config,
    '[dropbox]\nshared_url = https://www.dropbox.com/sh/bench/x\npassword = bench\naccess_token = bench\n',
  );
  const env = {
    VAST_PILOT_HOME: home,
    VAST_DROPBOX_ENDPOINT: `http://127.0.0.1:${server.line}`,
  };
  const words = `--download --download-threads ${PARALLEL} --max-retries 0`.split(' ');
  const places = ['--dropbox-config', config, '--user-files-list', list, '--output', output];
  const run = () => {
    const cost = measured([process.execPath, COMMAND, ...words, ...places], env);
    rmSync(output, { recursive: true });
    rmSync(home, { recursive: true });
    return cost;
  };
  try {
    run();
    const rows = Array.from({ length: runs }, run);
    const spent = median(rows.map((row) => row.seconds));
    const calls = 1 + FOLDERS + FILES;
    const ideal = (calls * LATENCY_MS) / 1000 / PARALLEL;
    return [
      {
        name: `${FILES} files in ${FOLDERS} folders at ${LATENCY_MS} ms, ${PARALLEL} at once, whole command ÷ the ideal (calls × latency ÷ parallelism)`,
        target: '≤ 1.3',
        value: spent / ideal,
        unit: 'ratio',
        detail: `${seconds(spent)} ÷ ${seconds(ideal)}, of ${calls} calls; CPU ${seconds(median(rows.map((row) => row.cpuSeconds)))}`,
      },
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}
