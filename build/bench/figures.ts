/** The figures of `npm run bench`, one function each. All work below a folder of their own and leave it empty. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { benchCrawl } from './crawl.ts';
import { measured, median } from './measured.ts';
import { type Nginx, startNginx } from './nginx.ts';
import { spawnServer } from './spawned.ts';
import { benchVerify } from './verify.ts';
import { makeBigFile, makeSmallFiles, runEngine } from './world.ts';

/** One line of the report. */
export interface Figure {
  readonly name: string;
  /** Null where there is nothing to hold it against. */
  readonly target: string | null;
  readonly value: number;
  readonly unit: 'ratio' | 'MB' | 'ms';
  /** The times behind it. */
  readonly detail: string;
}

export interface Bench {
  /** An empty folder on the disk that is measured. */
  readonly work: string;
  /** How often each is measured; the median counts. */
  readonly runs: number;
}

const GIB = 1024 ** 3;
const seconds = (value: number): string => `${value.toFixed(2)} s`;

async function withNginx<T>(bench: Bench, folder: string, use: (nginx: Nginx) => T | Promise<T>) {
  const nginx = await startNginx(folder, join(bench.work, 'nginx'));
  try {
    return await use(nginx);
  } finally {
    await nginx.stop();
    rmSync(join(bench.work, 'nginx'), { recursive: true });
  }
}

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
      target: '≤ 1.0',
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
      const script = fileURLToPath(new URL('old-loop.py', import.meta.url));
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
        target: '≤ 1.1',
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

export async function crawlFigure({ runs }: Bench): Promise<Figure[]> {
  const figures: Awaited<ReturnType<typeof benchCrawl>>[] = [];
  for (let run = 0; run < runs; run += 1) figures.push(await benchCrawl());
  const { folders, sequentialSeconds } = figures[0]!;
  return [
    {
      name: `crawl, ${folders} folders at 50 ms ÷ one after the other`,
      target: '≤ 0.1',
      value: median(figures.map(({ ratio }) => ratio)),
      unit: 'ratio',
      detail: `${seconds(median(figures.map((figure) => figure.seconds)))} ÷ ${seconds(sequentialSeconds)}`,
    },
  ];
}

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
  const script = fileURLToPath(new URL('engine-run.ts', import.meta.url));
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
        target: '≤ 220',
        value: median(survey),
        unit: 'MB',
        detail: `each 8 s at full speed, from ${Math.min(...survey).toFixed(0)} to ${Math.max(...survey).toFixed(0)} MB`,
      },
      {
        name: 'peak memory, 1,000,000 files queued, 6 at once',
        target: '≤ 350',
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

/** TLS over a way of 50 ms there and back, with a server that would speak HTTP/2. */
export async function farAway(bench: Bench): Promise<Figure[]> {
  const { work, runs } = bench;
  const folder = join(work, 'files');
  const wanted = makeBigFile(folder, '/EPOCH01/big.fits', GIB / 2);
  const ratios = await withNginx(bench, folder, async ({ tlsPort, certFile }) => {
    const wire = await spawnServer('slow-wire.ts', [String(tlsPort), '25']);
    try {
      const endpoint = `https://localhost:${wire.line}`;
      const url = `${endpoint}/files${wanted.path}`;
      const file = join(work, 'peer.bin');
      return Array.from({ length: runs }, () => {
        const curl = measured(['curl', '-sf', '--http1.1', '--cacert', certFile, '-o', file, url]);
        rmSync(file);
        const { run } = runEngine(work, {
          endpoint,
          wanted: [wanted],
          parallel: 1,
          single: true,
          env: { NODE_EXTRA_CA_CERTS: certFile },
        });
        rmSync(join(work, 'engine-out'), { recursive: true });
        return { ours: run.seconds, curl: curl.seconds };
      });
    } finally {
      await wire.stop();
    }
  });
  rmSync(folder, { recursive: true });
  return [
    {
      name: 'TLS at 50 ms there and back, one 512 MiB file, one connection: our rate ÷ that of curl --http1.1',
      target: '≥ 0.5',
      value: median(ratios.map(({ ours, curl }) => curl / ours)),
      unit: 'ratio',
      detail: `${seconds(median(ratios.map(({ curl }) => curl)))} (curl), ${seconds(median(ratios.map(({ ours }) => ours)))} (ours)`,
    },
  ];
}

/** What the machine is, in a line. */
export function machine({ work }: Bench): string {
  const cpu = /model name\s*:\s*(.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'CPU';
  const cores = /siblings\s*:\s*(\d+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '?';
  const disk = execFileSync('stat', ['-f', '-c', '%T', work], { encoding: 'utf8' }).trim();
  return `${cpu}, ${cores} cores; ${disk}; Linux ${release()}; Node ${process.versions.node}`;
}

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
