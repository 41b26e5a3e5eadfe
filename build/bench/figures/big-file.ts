import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { WantedFile } from '#shared/downloads/job.ts';
import { measured, median } from '../measured.ts';
import type { Nginx } from '../nginx.ts';
import { makeBigFile, runEngine } from '../world.ts';
import { type Bench, type Figure, GIB, seconds, withNginx } from './figure.ts';
import { withMemoryDisk } from './memory-disk.ts';

const GIBIBYTES = 2;

/** One big file to a memory disk, over HTTP and TLS, and to the disk, each beside curl and what else checks it. */
export async function bigFile(bench: Bench): Promise<Figure[]> {
  const folder = join(bench.work, 'files');
  const wanted = makeBigFile(folder, '/EPOCH01/big.fits', GIBIBYTES * GIB);
  const figures = await withNginx(bench, folder, async (nginx) => {
    const inMemory = await withMemoryDisk(GIBIBYTES + 1, (place) => [
      ...plainFigures(runs(bench, () => plainRun(nginx, place, wanted))),
      ...tlsFigures(runs(bench, () => tlsRun(nginx, place, wanted))),
    ]);
    return [...inMemory, diskFigure(runs(bench, () => diskRun(nginx, bench.work, wanted)))];
  });
  rmSync(folder, { recursive: true });
  return figures;
}

const runs = <T>({ runs: count }: Bench, run: () => T): readonly T[] =>
  Array.from({ length: count }, run);

function plainRun({ endpoint, filesUrl }: Nginx, place: string, wanted: WantedFile) {
  const file = join(place, 'peer.bin');
  const url = `${filesUrl}${wanted.path}`;
  const curl = measured(['curl', '-sf', '-o', file, url]);
  const hash = measured(['openssl', 'dgst', '-sha256', file]);
  rmSync(file);
  const rclone = measured(['rclone', '--config', '/dev/null', '-q', 'copyurl', url, file]);
  rmSync(file);
  return { curl, hash, rclone, ours: ourRun(place, endpoint, wanted) };
}

function tlsRun({ tlsPort, certFile }: Nginx, place: string, wanted: WantedFile) {
  const endpoint = `https://localhost:${tlsPort}`;
  const file = join(place, 'peer.bin');
  const url = `${endpoint}/files${wanted.path}`;
  const curl = measured(['curl', '-sf', '--http1.1', '--cacert', certFile, '-o', file, url]);
  rmSync(file);
  const ours = ourRun(place, endpoint, wanted, { NODE_EXTRA_CA_CERTS: certFile });
  return { curl, ours };
}

function diskRun({ endpoint, filesUrl }: Nginx, place: string, wanted: WantedFile) {
  const file = join(place, 'peer.bin');
  execFileSync('sync', ['-f', place]);
  const curl = measured(['curl', '-sf', '-o', file, `${filesUrl}${wanted.path}`]);
  const sync = measured(['sync', '-f', file]);
  rmSync(file);
  execFileSync('sync', ['-f', place]);
  return { curl, sync, ours: ourRun(place, endpoint, wanted) };
}

function ourRun(place: string, endpoint: string, wanted: WantedFile, env: NodeJS.ProcessEnv = {}) {
  const ours = runEngine(place, { endpoint, wanted: [wanted], parallel: 6, env });
  rmSync(join(place, 'engine-out'), { recursive: true });
  return ours;
}

/** The median over all runs of a value of a run. */
const over =
  <Run>(all: readonly Run[]) =>
  (value: (run: Run) => number): number =>
    median(all.map(value));

function plainFigures(all: readonly ReturnType<typeof plainRun>[]): readonly Figure[] {
  const of = over(all);
  const aGib = (value: number): string => seconds(value / GIBIBYTES);
  return [
    {
      name: 'one 2 GiB file to a memory disk, fetched and verified, whole run ÷ curl alone',
      target: '≤ 1.1',
      value: of(({ ours, curl }) => ours.seconds / curl.seconds),
      unit: 'ratio',
      detail: `${seconds(of(({ ours }) => ours.seconds))} ÷ ${seconds(of(({ curl }) => curl.seconds))}; without the start ${seconds(of(({ ours }) => ours.run.seconds))}`,
    },
    {
      name: 'the same ÷ (curl, then openssl dgst -sha256)',
      target: '≤ 0.75',
      value: of(({ ours, curl, hash }) => ours.seconds / (curl.seconds + hash.seconds)),
      unit: 'ratio',
      detail: `the hash alone ${seconds(of(({ hash }) => hash.seconds))}`,
    },
    {
      name: 'CPU seconds a GiB verified, start included ÷ curl',
      target: '≤ 1.4',
      value: of(({ ours, curl }) => ours.cpuSeconds / curl.cpuSeconds),
      unit: 'ratio',
      detail: `${aGib(of(({ ours }) => ours.cpuSeconds))} ÷ ${aGib(of(({ curl }) => curl.cpuSeconds))}`,
    },
    {
      name: 'the same ÷ (rclone copyurl, then openssl dgst -sha256)',
      target: '≤ 0.85',
      value: of(
        ({ ours, rclone, hash }) => ours.cpuSeconds / (rclone.cpuSeconds + hash.cpuSeconds),
      ),
      unit: 'ratio',
      detail: `rclone ${aGib(of(({ rclone }) => rclone.cpuSeconds))}, the hash ${aGib(of(({ hash }) => hash.cpuSeconds))}`,
    },
    {
      name: 'event-loop delay of the main thread meanwhile, p99',
      target: '≤ 5',
      value: of(({ ours }) => ours.run.delayP99Ms),
      unit: 'ms',
      detail: `worst ${of(({ ours }) => ours.run.delayMaxMs).toFixed(0)} ms`,
    },
    {
      name: 'peak memory of the process meanwhile',
      target: '≤ 100',
      value: of(({ ours }) => ours.peakBytes / 1e6),
      unit: 'MB',
      detail: '',
    },
  ];
}

function tlsFigures(all: readonly ReturnType<typeof tlsRun>[]): readonly Figure[] {
  const of = over(all);
  return [
    {
      name: 'one 2 GiB file over TLS to a memory disk, fetched and verified, whole run ÷ curl --http1.1 over the same TLS',
      target: '≤ 1.0',
      value: of(({ ours, curl }) => ours.seconds / curl.seconds),
      unit: 'ratio',
      detail: `${seconds(of(({ ours }) => ours.seconds))} ÷ ${seconds(of(({ curl }) => curl.seconds))}`,
    },
    {
      name: 'CPU seconds a GiB verified over TLS, start included ÷ curl over the same TLS',
      target: '≤ 1.2',
      value: of(({ ours, curl }) => ours.cpuSeconds / curl.cpuSeconds),
      unit: 'ratio',
      detail: `${seconds(of(({ ours }) => ours.cpuSeconds / GIBIBYTES))} ÷ ${seconds(of(({ curl }) => curl.cpuSeconds / GIBIBYTES))}`,
    },
  ];
}

function diskFigure(all: readonly ReturnType<typeof diskRun>[]): Figure {
  const of = over(all);
  return {
    name: 'one 2 GiB file to the disk, fetched, verified and synced, whole run ÷ (curl, then sync -f)',
    target: '≤ 1.1',
    value: of(({ ours, curl, sync }) => ours.seconds / (curl.seconds + sync.seconds)),
    unit: 'ratio',
    detail: `${seconds(of(({ ours }) => ours.seconds))} ÷ (${seconds(of(({ curl }) => curl.seconds))} + ${seconds(of(({ sync }) => sync.seconds))})`,
  };
}
