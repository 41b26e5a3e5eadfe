import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { CutoutsInput, CutoutSource } from '#main/engine/contract/cutout-calls.ts';
import { findPython } from '#main/testing/python.ts';
import { card, imageLines, makeHeader } from '#shared/fits/testing/make-header.ts';
import { seededRandom } from '../../simulation/random.ts';
import type { CutoutsAsked, CutoutsTook } from '../cutouts-run.ts';
import { type Cost, measured, median } from '../measured.ts';
import { spawnServer } from '../spawned.ts';
import { COMPILE_CACHE } from '../world.ts';
import { type Bench, type Figure, seconds } from './figure.ts';

/** Pixels along each side of the image, 2.5″ each: 400 MB. */
const SIDE = 10_000;
const PIXEL_DEG = 2.5 / 3600;
const ROW_BYTES = SIDE * 4;
const CENTRE = { raDeg: 139.65417, decDeg: 0 };
const BOX = 100;
const LATENCY_MS = 50;
const IMAGE = 'image.fits';

/** An image of the survey's size without content, which takes no space on disk. */
function makeImage(file: string): void {
  const header = makeHeader(
    imageLines(
      [SIDE, SIDE],
      [
        card('CTYPE1', 'RA---SIN'),
        card('CTYPE2', 'DEC--SIN'),
        card('CRVAL1', CENTRE.raDeg),
        card('CRVAL2', CENTRE.decDeg),
        card('CDELT1', -PIXEL_DEG),
        card('CDELT2', PIXEL_DEG),
        card('CRPIX1', SIDE / 2),
        card('CRPIX2', SIDE / 2),
        card('RADESYS', 'ICRS'),
      ],
    ),
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, header);
  truncateSync(file, Math.ceil((header.length + SIDE * ROW_BYTES) / 2880) * 2880);
}

/** The path of an image: fields and epochs only make it another one. */
const pathOf = (index: number): string => {
  const stokes = index % 2 === 0 ? 'I' : 'V';
  const epoch = String(1 + (Math.floor(index / 2) % 9)).padStart(2, '0');
  const field = `VAST_${String(1000 + index)}+00A`;
  return `/EPOCH${epoch}/COMBINED/STOKES${stokes}_IMAGES/${field}.EPOCH${epoch}.${stokes}.fits`;
};

function scattered(count: number): readonly CutoutSource[] {
  const random = seededRandom(2019);
  const reach = (SIDE - 2 * BOX) * PIXEL_DEG;
  return Array.from({ length: count }, (_, index) => ({
    name: `s${index}`,
    raDeg: CENTRE.raDeg + (random() - 0.5) * reach,
    decDeg: CENTRE.decDeg + (random() - 0.5) * reach,
  }));
}

/** `images` images, each with its own share of the sources. */
function inputFor(
  sources: readonly CutoutSource[],
  images: number,
  outputFolder: string,
  downloadsFolder: string | null = null,
): CutoutsInput {
  const share = sources.length / images;
  return {
    sources,
    images: Array.from({ length: images }, (_, image) => ({
      path: pathOf(image),
      sources: Array.from({ length: share }, (_unused, index) => image * share + index),
    })),
    sizeDeg: BOX * PIXEL_DEG,
    outputFolder,
    downloadsFolder,
    edge: 'pad',
    dropUnitAxes: false,
    history: [],
  };
}

type Run = Cost & { readonly took: readonly CutoutsTook[] };

function ours(work: string, asked: Omit<CutoutsAsked, 'home'>): Run {
  const home = join(work, 'cutouts-home');
  const file = join(work, 'asked.json');
  rmSync(home, { recursive: true, force: true });
  for (const { outputFolder } of asked.inputs) mkdirSync(outputFolder, { recursive: true });
  writeFileSync(file, JSON.stringify({ ...asked, home }));
  const script = fileURLToPath(new URL('../cutouts-run.ts', import.meta.url));
  const cost = measured([process.execPath, script, file], { NODE_COMPILE_CACHE: COMPILE_CACHE });
  for (const { outputFolder } of asked.inputs) {
    rmSync(outputFolder, { recursive: true, force: true });
  }
  return { ...cost, took: JSON.parse(cost.stdout) as readonly CutoutsTook[] };
}

/** Seconds of the same with astropy in a loop, its start and imports apart. */
function theirs(
  work: string,
  python: string,
  input: CutoutsInput,
  nameOf: (path: string) => string,
): number {
  const [out, file] = [join(work, 'peer-out'), join(work, 'peer.json')];
  mkdirSync(out);
  const images = input.images.map(({ path, sources }) => ({
    name: nameOf(path),
    positions: sources.map((index) => {
      const { raDeg, decDeg } = input.sources[index]!;
      return [raDeg, decDeg];
    }),
  }));
  writeFileSync(file, JSON.stringify({ images, side: BOX, out }));
  const script = fileURLToPath(new URL('../astropy-cutouts.py', import.meta.url));
  const answer = JSON.parse(measured([python, script, file]).stdout) as { seconds: number };
  rmSync(out, { recursive: true });
  return answer.seconds;
}

/** Each on a connection of its own: this process blocks while others are measured, and the server closes idle ones. */
async function sentBy(endpoint: string): Promise<number> {
  const [response] = (await once(get(`${endpoint}/sent`, { agent: false }), 'response')) as [
    IncomingMessage,
  ];
  return Number(await text(response));
}

/** Bytes on the wire for one cutout, beside astropy and CFITSIO. */
async function oneCutout(work: string, python: string, endpoint: string): Promise<Figure[]> {
  const [first, second] = scattered(2);
  const input = (source: CutoutSource): CutoutsInput => inputFor([source], 1, join(work, 'cut'));
  const [{ took }, before] = [
    ours(work, { endpoint, inputs: [input(first!), input(second!)] }),
    await sentBy(endpoint),
  ];
  const [unknown, known] = took as [CutoutsTook, CutoutsTook];
  theirs(work, python, input(first!), () => `${endpoint}/files/${IMAGE}`);
  const astropy = (await sentBy(endpoint)) - before;
  const cfitsio = await bytesOfImcopy(work, endpoint);
  return [
    {
      name: `bytes on the wire for one ${BOX}×${BOX} cutout from a ${SIDE}² image, header not known`,
      target: '≤ 4.2',
      value: unknown.bytes / 1e6,
      unit: 'MB',
      detail: `${unknown.calls} calls; astropy with fsspec ${(astropy / 1e6).toFixed(1)} MB, CFITSIO's imcopy ${cfitsio}`,
    },
    {
      name: 'the same ÷ the rows that hold the box, header known',
      target: '≤ 1.01',
      value: known.bytes / (known.rows * ROW_BYTES),
      unit: 'ratio',
      detail: `${known.calls} call, ${(known.bytes / 1e6).toFixed(2)} MB`,
    },
  ];
}

async function bytesOfImcopy(work: string, endpoint: string): Promise<string> {
  const before = await sentBy(endpoint);
  const out = join(work, 'imcopy.fits');
  const from = `${endpoint}/files/${IMAGE}[1:${BOX},1:${BOX}]`;
  const { error } = spawnSync('imcopy', [from, out], { stdio: 'ignore' });
  rmSync(out, { force: true });
  if (error !== undefined) return 'is not here';
  return `${(((await sentBy(endpoint)) - before) / 1e6).toFixed(0)} MB`;
}

/** Wall time over a network path with latency, beside astropy's. */
async function manyCutouts(
  { work, runs }: Bench,
  python: string,
  folder: string,
): Promise<Figure[]> {
  const server = await spawnServer('slow-server.ts', [folder, String(LATENCY_MS), IMAGE]);
  const endpoint = `http://127.0.0.1:${server.line}`;
  const nameOf = (): string => `${endpoint}/files/${IMAGE}`;
  const out = join(work, 'cut');
  try {
    const [source] = scattered(1);
    const epochs = 22;
    const one = {
      ...inputFor(
        Array.from({ length: epochs }, () => source!),
        epochs,
        out,
      ),
    };
    const many = inputFor(scattered(500), 50, out);
    const pairs = Array.from({ length: runs }, () => {
      const own = ours(work, { endpoint, inputs: [one] }).took[0]!.seconds;
      return { own, peer: theirs(work, python, one, nameOf) };
    });
    const run = ours(work, { endpoint, inputs: [many] });
    const [took] = run.took as [CutoutsTook];
    const peer = theirs(work, python, many, nameOf);
    const of = (value: (pair: (typeof pairs)[number]) => number): number =>
      median(pairs.map(value));
    return [
      {
        name: `one source, 11 epochs, I and V, ${LATENCY_MS} ms latency ÷ astropy in a loop`,
        target: '≤ 0.15',
        value: of(({ own, peer: other }) => own / other),
        unit: 'ratio',
        detail: `${seconds(of(({ own }) => own))} ÷ ${seconds(of(({ peer: other }) => other))}; the starts apart`,
      },
      {
        name: `500 sources over 50 images at ${LATENCY_MS} ms ÷ astropy in a loop`,
        target: '≤ 0.1',
        value: took.seconds / peer,
        unit: 'ratio',
        detail: `${seconds(took.seconds)} ÷ ${seconds(peer)}, once; ${took.calls} calls, ${took.cut} cutouts`,
      },
      {
        name: 'the same: bytes ÷ the union of rows',
        target: '≤ 1.1',
        value: took.bytes / (took.rows * ROW_BYTES),
        unit: 'ratio',
        detail: `${(took.bytes / 1e6).toFixed(0)} MB, headers included`,
      },
      {
        name: 'the same: peak memory of the process',
        target: '≤ 150',
        value: run.peakBytes / 1e6,
        unit: 'MB',
        detail: 'once',
      },
    ];
  } finally {
    await server.stop();
  }
}

/** Boxes from files on disk, each written to a file of its own. */
function fromDisk({ work, runs }: Bench, python: string, image: string): Figure {
  const downloads = join(work, 'downloads');
  const [boxes, images] = [1_000, 10];
  const input = inputFor(scattered(boxes), images, join(work, 'cut'), downloads);
  for (const { path } of input.images) {
    mkdirSync(dirname(join(downloads, path)), { recursive: true });
    linkSync(image, join(downloads, path));
  }
  const pairs = Array.from({ length: runs }, () => ({
    own: ours(work, { endpoint: null, inputs: [input] }).took[0]!.seconds,
    peer: theirs(work, python, input, (path) => join(downloads, path)),
  }));
  rmSync(downloads, { recursive: true });
  return {
    name: `${boxes} boxes from ${images} images on disk, a file each ÷ astropy's Cutout2D with memmap`,
    target: '≤ 0.5',
    value: median(pairs.map(({ own, peer }) => own / peer)),
    unit: 'ratio',
    detail: `${seconds(median(pairs.map(({ own }) => own)))} ÷ ${seconds(median(pairs.map(({ peer }) => peer)))}; ours are synced to the disk`,
  };
}

/** Cutouts against the readers that astronomers have. Wants python3-astropy, python3-fsspec and python3-aiohttp. */
export async function cutouts(bench: Bench): Promise<Figure[]> {
  const { work } = bench;
  const python = findPython('astropy', 'fsspec', 'aiohttp');
  if (python === null) {
    throw new Error('The bench needs python3-astropy, python3-fsspec and python3-aiohttp.');
  }
  const folder = join(work, 'images');
  const image = join(folder, IMAGE);
  makeImage(image);
  const server = await spawnServer('slow-server.ts', [folder, '0', IMAGE]);
  try {
    const one = await oneCutout(work, python, `http://127.0.0.1:${server.line}`);
    return [...one, ...(await manyCutouts(bench, python, folder)), fromDisk(bench, python, image)];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}
