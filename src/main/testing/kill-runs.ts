import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { startCommand } from './run-command.ts';

const ROUTE = 'sharing/get_shared_link_file';
const PARALLEL = 4;

/**
 * What a killed process may have fetched in vain for each file in transfer: the block that was filling, the two that
 * were being hashed and written, and what stood in the buffers of the connection.
 */
const MAX_LOST_BYTES_PER_FILE = 3 * BLOCK_BYTES + 8 * 1024 * 1024;

export interface KillReport {
  readonly kills: number;
  /** How often the whole tree was brought home. */
  readonly trees: number;
  /** Bytes that the server sent, and that the trees have. */
  readonly bytesSent: number;
  readonly bytesWanted: number;
  /** The most that the kills may have cost. */
  readonly bytesLostAtMost: number;
  /** What is wrong; empty if nothing is. */
  readonly faults: readonly string[];
}

/** Files of no, one and several blocks, by the hundred. */
function files(): Record<string, number> {
  const sizes: Record<string, number> = { '/EPOCH01/empty.txt': 0 };
  for (let index = 0; index < 240; index += 1) {
    sizes[`/EPOCH01/small/file-${index}.txt`] = 2_000 + index * 997;
  }
  for (let index = 0; index < 24; index += 1) {
    sizes[`/EPOCH01/large/file-${index}.fits`] = (2 + (index % 5)) * BLOCK_BYTES + index * 13_331;
  }
  return sizes;
}

/**
 * Downloads a few hundred files as a process that is killed with SIGKILL at random moments, again and again, until
 * `kills` is reached and the tree is complete; and compares what is on disk then, byte for byte.
 *
 * @param folder an empty folder to work in
 * @param random a number in [0, 1)
 */
export async function killRuns(
  folder: string,
  kills: number,
  random: () => number,
  onKill: (killed: number) => void = () => undefined,
): Promise<KillReport> {
  const extraFiles = files();
  const demo = await startDemoServer({ survey: [], extraFiles });
  const paths = Object.keys(extraFiles);
  const bytesOfTree = Object.values(extraFiles).reduce((sum, size) => sum + size, 0);
  const out = join(folder, 'out');
  const faults: string[] = [];
  let killed = 0;
  let trees = 0;
  try {
    prepare(folder, demo, paths);
    while (killed < kills) {
      rmSync(out, { recursive: true, force: true });
      for (;;) {
        const run = await oneRun(folder, demo, killed < kills ? random() : null);
        if ('fault' in run) faults.push(run.fault);
        if (!('end' in run) || run.end === 'complete') break;
        killed += 1;
        onKill(killed);
      }
      trees += 1;
      faults.push(...(await differences(out, demo, paths)));
      if (faults.length > 0) break;
    }
    const bytesSent = demo.calls.counts.bytesSent;
    return {
      kills: killed,
      trees,
      bytesSent,
      bytesWanted: trees * bytesOfTree,
      bytesLostAtMost: killed * PARALLEL * MAX_LOST_BYTES_PER_FILE,
      faults,
    };
  } finally {
    await demo.close();
  }
}

function prepare(folder: string, demo: DemoServer, paths: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'list.txt'), paths.join('\n'));
  writeFileSync(
    join(folder, 'dropbox.cfg'),
    `[dropbox]\nshared_url = ${demo.sharedUrl}\npassword = ${demo.password}\n` +
      `access_token = ${demo.accessToken}\n`,
  );
}

/** Runs the command once; where `chance` is given, kills it some time after its first file began. */
async function oneRun(
  folder: string,
  demo: DemoServer,
  chance: number | null,
): Promise<{ readonly end: 'complete' | 'killed' } | { readonly fault: string }> {
  const command = startCommand(
    { cwd: folder, home: join(folder, 'home'), env: { VAST_DROPBOX_ENDPOINT: demo.endpoint } },
    '--download',
    '--files-list',
    'list.txt',
    '--output',
    'out',
    '--download-threads',
    String(PARALLEL),
  );
  const over = new AbortController();
  void command.result.then(() => over.abort());
  if (chance !== null) void killLater(command.process, demo, chance, over.signal);
  const { code, signal, stderr } = await command.result;
  if (signal === 'SIGKILL') return { end: 'killed' };
  return code === 0 ? { end: 'complete' } : { fault: `ended with ${code}: ${stderr}` };
}

/** Long enough for some runs to end by themselves, short enough for most to be hit in the middle. */
const LATEST_KILL_MS = 500;

async function killLater(
  child: { kill(signal: 'SIGKILL'): boolean },
  demo: DemoServer,
  chance: number,
  over: AbortSignal,
): Promise<void> {
  const before = demo.calls.of(ROUTE).length;
  try {
    while (demo.calls.of(ROUTE).length === before) await delay(5, undefined, { signal: over });
    await delay(chance * LATEST_KILL_MS, undefined, { signal: over });
    child.kill('SIGKILL');
  } catch {
    // It ended by itself.
  }
}

async function differences(
  out: string,
  demo: DemoServer,
  paths: readonly string[],
): Promise<readonly string[]> {
  const found = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const wanted = new Set(paths.map((path) => join(out, path)));
  const faults = found.filter((file) => !wanted.has(file)).map((file) => `left behind: ${file}`);
  for (const path of paths) {
    const file = join(out, path);
    if (!existsSync(file)) faults.push(`missing: ${path}`);
    else if (!readFileSync(file).equals(await demo.bytesOf(path))) faults.push(`differs: ${path}`);
  }
  return faults;
}
