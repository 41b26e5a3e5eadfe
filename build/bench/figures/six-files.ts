import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measured, median } from '../measured.ts';
import { makeBigFile, runEngine } from '../world.ts';
import { type Bench, type Figure, GIB, seconds, withNginx } from './figure.ts';
import { withMemoryDisk } from './memory-disk.ts';

const FILES = 6;

/** Six files of 1 GiB at once to a memory disk, beside six curls at once. */
export async function sixFiles(bench: Bench): Promise<Figure[]> {
  const folder = join(bench.work, 'files');
  const wanted = Array.from({ length: FILES }, (_, index) =>
    makeBigFile(folder, `/EPOCH01/big${index}.fits`, GIB),
  );
  const rows = await withNginx(bench, folder, ({ endpoint, filesUrl }) =>
    withMemoryDisk(FILES + 1, (place) =>
      Array.from({ length: bench.runs }, () => {
        const curls = measured(['sh', '-c', curlsAtOnce(filesUrl, place)]);
        for (let index = 0; index < FILES; index += 1) rmSync(join(place, `peer${index}.bin`));
        const ours = runEngine(place, { endpoint, wanted, parallel: FILES });
        rmSync(join(place, 'engine-out'), { recursive: true });
        return { curls, ours };
      }),
    ),
  );
  rmSync(folder, { recursive: true });
  return [
    {
      name: 'six files of 1 GiB at once to a memory disk, verified: our rate, start included ÷ that of six curls at once',
      target: '≥ 0.9',
      value: median(rows.map(({ ours, curls }) => curls.seconds / ours.seconds)),
      unit: 'ratio',
      detail: `${seconds(median(rows.map(({ curls }) => curls.seconds)))} (curls), ${seconds(median(rows.map(({ ours }) => ours.seconds)))} (ours)`,
    },
  ];
}

/** A shell script that fails if one of the curls does. */
function curlsAtOnce(filesUrl: string, place: string): string {
  const starts = Array.from(
    { length: FILES },
    (_, index) =>
      `curl -sf -o ${place}/peer${index}.bin ${filesUrl}/EPOCH01/big${index}.fits & p${index}=$!`,
  );
  const waits = Array.from({ length: FILES }, (_, index) => `wait $p${index}`);
  return [...starts, 'set -e', ...waits].join('\n');
}
