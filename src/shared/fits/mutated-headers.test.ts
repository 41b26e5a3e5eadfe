import { readFileSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { lineText } from './card.ts';
import { sumWords } from './checksum.ts';
import { resolveBox } from './cutout-pixels.ts';
import { type FitsHeader, parseHeader } from './header.ts';
import { headersOf } from './headers-of.ts';
import { planRanges } from './plan-ranges.ts';
import { cutIn, planeIn } from './testing/cut-image.ts';
import { imageFile } from './testing/image-file.ts';
import { card } from './testing/make-header.ts';
import { mutate } from './testing/mutate.ts';
import { randomImages } from './testing/random-image.ts';
import { searchImage } from './testing/read-image.ts';
import { createWorldCoordinates } from './world-coordinates.ts';

/** `npm run test:long` asks for 100,000. */
const COUNT = Number(process.env['VAST_MUTATED_HEADERS'] ?? 2_000);
const SAMPLE = new URL('../../../../shared/samples/casa-image.fits', import.meta.url);

const { uniform } = createRandom('mutated headers');

const LONG_CARDS = [
  "LONG    = 'one&' / a long string",
  "CONTINUE  ' two&'",
  "CONTINUE  ' three'",
  "HIERARCH ESO DET NAME = 'a name' / of a detector",
  card('EXPTIME', 12.5),
];

const sources = [
  readFileSync(SAMPLE).subarray(0, 60_000),
  ...randomImages(uniform, 36).map(({ lines }) => {
    const sky = lines.filter((line) => !/^(?:SIMPLE|BITPIX|NAXIS)/.test(line));
    return imageFile([8, 8], [...sky, ...LONG_CARDS]);
  }),
].map((file) => {
  const header = parseHeader(file)!;
  return { file, header, valueOf: valuesByLine(header) };
});

/** What each line of a good header says, where a card is one line. */
function valuesByLine({ cards, bytes }: FitsHeader): ReadonlyMap<string, unknown> {
  return new Map(
    cards
      .filter(({ lines }) => lines === 1)
      .map(({ line, value }) => [lineText(bytes, line), value] as const),
  );
}

/** The result, or null for an error that is a sentence. Any other error, or a vague sentence, fails the test. */
function orRefusal<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.message).toMatch(/^[A-Z].*\.$/s);
    expect(error.message).not.toMatch(/undefined|\bnull\b|\[object/);
    return null;
  }
}

/** A header that was read has the file's bytes, each line in one card, and good lines as they were. */
function expectFaithful(
  header: FitsHeader,
  file: Uint8Array,
  good: ReadonlyMap<string, unknown>,
): void {
  const there = file.subarray(header.offset, header.dataOffset);
  const isWhole = header.offset % 2880 === 0 && header.dataOffset % 2880 === 0;
  expect(isWhole && Buffer.compare(header.bytes, there) === 0).toBe(true);
  const wrong: unknown[] = [];
  let next = 0;
  for (const { line, lines, value } of header.cards) {
    if (line !== next) wrong.push({ line, next });
    next = line + lines;
    const text = lineText(header.bytes, line);
    if (lines !== 1 || !good.has(text)) continue;
    if (JSON.stringify(value) !== JSON.stringify(good.get(text))) wrong.push({ text, value });
  }
  expect(wrong).toEqual([]);
  expect(lineText(header.bytes, next).slice(0, 8)).toBe('END     ');
}

/** What follows from a header: coordinates that are numbers, ranges in the file, and a cutout that can be read again. */
function expectUsable(file: Uint8Array): boolean {
  const plane = orRefusal(() => planeIn(file));
  if (plane === null) return false;
  const world = orRefusal(() => createWorldCoordinates(plane));
  for (const pixel of [
    { x: 0, y: 0 },
    { x: 1e6, y: -3 },
  ]) {
    const sky = world?.toSky(pixel) ?? null;
    if (sky === null) continue;
    expect(sky.lonDeg >= 0 && sky.lonDeg < 360 && Math.abs(sky.latDeg) <= 90).toBe(true);
    const back = world!.toPixel(sky);
    if (back !== null) expect(Number.isFinite(back.x) && Number.isFinite(back.y)).toBe(true);
  }
  const asked = { x0: -1, y0: 0, x1: 3, y1: 3 };
  const box = orRefusal(() => resolveBox(plane, asked, 'pad'));
  if (box === null) return false;
  const { ranges } = planRanges([{ plane, box }], { callCostBytes: 100, fileBytes: file.length });
  expect(ranges.every(({ start, end }) => start >= 0 && end > start && end <= file.length)).toBe(
    true,
  );
  const cutout = orRefusal(() =>
    cutIn(file, box, { dropUnitAxes: true, history: ['fuzz'] }, plane),
  );
  if (cutout === null) return false;
  expect(sumWords(cutout.file)).toBe(0xffffffff);
  const again = planeIn(cutout.file);
  expect([again.image.x.length, again.image.y.length]).toEqual([4, 3]);
  return true;
}

describe('A mutated header', () => {
  it('is read right or refused in a sentence, and never read without end', () => {
    let [found, refused, cut] = [0, 0, 0];
    for (let index = 0; index < COUNT; index += 1) {
      const source = sources[index % sources.length]!;
      const file = mutate(source.file, source.header.bytes.length, uniform);
      // A file of known size must hold its pixels; the sample here is cut short, so its size is not given.
      const size = index % sources.length === 0 ? null : file.length;
      const result = orRefusal(() => searchImage(file, size));
      if (result === null) refused += 1;
      else {
        found += 1;
        expect(result.ranges.length).toBeLessThan(110);
        expectFaithful(result.header, file, source.valueOf);
        if (size !== null && expectUsable(file)) cut += 1;
      }
      for (const header of orRefusal(() => headersOf(file)) ?? []) {
        expectFaithful(header, file, source.valueOf);
      }
    }
    // Both outcomes are drawn often enough to count.
    expect(Math.min(found, refused, cut)).toBeGreaterThan(COUNT / 10);
  });
});
