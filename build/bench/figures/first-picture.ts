import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createRandom } from '#demo/random.ts';
import { findPython } from '#main/testing/python.ts';
import { SKY_LINES } from '#shared/fits/testing/image-file.ts';
import { imageLines, makeHeader } from '#shared/fits/testing/make-header.ts';
import { median } from '../measured.ts';
import { type Bench, type Figure, seconds } from './figure.ts';

const SIDE = 16_384;
const RUN = fileURLToPath(new URL('../first-picture-run.ts', import.meta.url));
const PEER = fileURLToPath(new URL('../first-picture.py', import.meta.url));

interface Ours {
  readonly firstSeconds: number;
  readonly meansSeconds: number;
  readonly megabytes: number;
}

/** A look at an image of 1 GiB in the system's cache, against astropy. */
export async function firstPicture({ work, runs }: Bench): Promise<Figure[]> {
  const python = findPython('astropy', 'numpy');
  if (python === null) return [];
  const folder = join(work, 'look');
  mkdirSync(folder);
  const file = join(folder, 'image.fits');
  writeNoise(file);
  const ours: Ours[] = [];
  const theirs: number[] = [];
  // The first of each fills the cache.
  for (let run = 0; run <= runs; run += 1) {
    const ask = (command: string, ...args: readonly string[]): unknown =>
      JSON.parse(execFileSync(command, args, { encoding: 'utf8' }));
    const mine = ask(process.execPath, RUN, folder, '/image.fits') as Ours;
    const peer = ask(python, PEER, file) as { readonly seconds: number };
    if (run === 0) continue;
    ours.push(mine);
    theirs.push(peer.seconds);
  }
  rmSync(folder, { recursive: true });
  const first = median(ours.map(({ firstSeconds }) => firstSeconds));
  return [
    {
      name: 'first picture of a 1 GiB image: ours ÷ astropy read, ZScaleInterval and down-sample',
      target: '≤ 0.3',
      value: median(ours.map(({ firstSeconds }, run) => firstSeconds / theirs[run]!)),
      unit: 'ratio',
      detail: `${seconds(first)} ÷ ${seconds(median(theirs))}; all means after ${seconds(median(ours.map(({ meansSeconds }) => meansSeconds)))}`,
    },
    {
      name: 'memory of a look at a 1 GiB image, until all its means are there',
      target: '≤ 300',
      value: median(ours.map(({ megabytes }) => megabytes)),
      unit: 'MB',
      detail: '',
    },
  ];
}

/** Noise with the bytes of {@link SIDE}² floats, one band of rows again and again. */
function writeNoise(file: string): void {
  const random = createRandom('first picture');
  const band = Buffer.alloc(SIDE * 64 * 4);
  for (let at = 0; at < band.length; at += 4) {
    band.writeFloatBE((random.uniform() + random.uniform() + random.uniform() - 1.5) * 1e-3, at);
  }
  const handle = openSync(file, 'wx');
  writeSync(handle, makeHeader(imageLines([SIDE, SIDE, 1, 1], SKY_LINES)));
  for (let row = 0; row < SIDE; row += 64) writeSync(handle, band);
  // Data fill whole blocks.
  writeSync(handle, Buffer.alloc(2_880 - ((SIDE * SIDE * 4) % 2_880)));
  closeSync(handle);
}
