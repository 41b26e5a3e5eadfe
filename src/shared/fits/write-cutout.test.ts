import { assert, integer, property } from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lineText } from './card.ts';
import { encodeChecksum, sumWords } from './checksum.ts';
import { isAllBlank, resolveBox } from './cutout-pixels.ts';
import { parseHeader } from './header.ts';
import { describeImage } from './image.ts';
import { choosePlane } from './plane.ts';
import { cutIn, planeIn } from './testing/cut-image.ts';
import { imageFile, SKY_LINES } from './testing/image-file.ts';
import { card } from './testing/make-header.ts';
import { createWorldCoordinates } from './world-coordinates.ts';
import { writeCutout } from './write-cutout.ts';

const SAMPLE = new URL('../../../../shared/samples/casa-image.fits', import.meta.url);
const box = (x0: number, y0: number, width: number, height: number) => ({
  x0,
  y0,
  x1: x0 + width,
  y1: y0 + height,
});
const linesOf = (file: Uint8Array): readonly string[] => {
  const { cards, bytes } = parseHeader(file)!;
  return cards.flatMap(({ line, lines }) =>
    Array.from({ length: lines }, (_, i) => lineText(bytes, line + i).trimEnd()),
  );
};
const floats = (pixels: Uint8Array): readonly number[] => {
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return Array.from({ length: pixels.length / 4 }, (_, i) => view.getFloat32(4 * i));
};

describe('A cutout', () => {
  it('has the pixels of its box, a moved reference pixel, and whole blocks', () => {
    const { file, pixels } = cutIn(imageFile([12, 10]), box(3, 2, 4, 2));
    expect(floats(pixels)).toEqual([27, 28, 29, 30, 39, 40, 41, 42]);
    expect(file).toHaveLength(5760);
    expect(Object.fromEntries(parseHeader(file)!.values)).toMatchObject({
      NAXIS1: 4,
      NAXIS2: 2,
      CRPIX1: 4.25,
      CRPIX2: 4,
    });
    expect(linesOf(file)).toContain('CRPIX1  =                 4.25 / reference pixel');
  });

  it('keeps every other card of an image that CASA wrote, byte for byte and in order', () => {
    const source = readFileSync(SAMPLE);
    const { file } = cutIn(source, box(100, 120, 64, 32), { history: ['from casa-image.fits'] });
    const changed = /^(?:NAXIS[12]|CRPIX[12]) /;
    const kept = linesOf(source).filter((line) => !changed.test(line));
    const ours = linesOf(file).filter((line) => !changed.test(line));
    expect(ours.slice(0, kept.length)).toEqual(kept);
    expect(ours.slice(kept.length).map((line) => line.slice(0, 28).replace(/'.*/, ''))).toEqual([
      'HISTORY from casa-image.fits',
      'DATASUM = ',
      'CHECKSUM= ',
    ]);
  });

  it('shows the same sky at the same pixels', () => {
    const source = readFileSync(SAMPLE);
    const [whole, cut] = [source, cutIn(source, box(-20, 120, 64, 32)).file].map((file) =>
      createWorldCoordinates(planeIn(file)),
    );
    const [a, b] = [whole!.toSky({ x: 10, y: 130 })!, cut!.toSky({ x: 30, y: 10 })!];
    expect(b.lonDeg).toBeCloseTo(a.lonDeg, 12);
    expect(b.latDeg).toBeCloseTo(a.latDeg, 12);
  });

  it('has NaN beyond the edge, or ends there', () => {
    const source = imageFile([12, 10]);
    const plane = planeIn(source);
    const asked = box(-1, 9, 3, 2);
    const padded = cutIn(source, resolveBox(plane, asked, 'pad')!);
    const nan = Number.NaN;
    expect(floats(padded.pixels)).toEqual([nan, 108, 109, nan, nan, nan]);
    expect(parseHeader(padded.file)!.values.get('CRPIX1')).toBe(8.25);
    const trimmed = cutIn(source, resolveBox(plane, asked, 'trim')!);
    expect(floats(trimmed.pixels)).toEqual([108, 109]);
    expect(resolveBox(plane, box(12, 0, 5, 5), 'pad')).toBeNull();
  });

  it.each([8, 16, 32, 64])('of integers of %i bits is padded with BLANK, or refused', (bitpix) => {
    const plane = planeIn(imageFile([12, 10], SKY_LINES, bitpix));
    const asked = box(10, 9, 4, 2);
    expect(() => resolveBox(plane, asked, 'pad')).toThrow('no BLANK to pad with');
    const source = imageFile([12, 10], [...SKY_LINES, card('BLANK', 7)], bitpix);
    const { image } = planeIn(source);
    const { pixels } = cutIn(source, asked);
    const size = bitpix / 8;
    const lowBytes = pixels.filter((_, at) => at % size === size - 1);
    // Pixels 118 and 119 are the last ones of the image.
    expect([...lowBytes]).toEqual([118, 119, 7, 7, 7, 7, 7, 7]);
    expect(isAllBlank(image, pixels)).toBe(false);
    expect(isAllBlank(image, pixels.subarray(4 * size))).toBe(true);
    const beyond = imageFile([12, 10], [...SKY_LINES, card('BLANK', 2 ** bitpix)], bitpix);
    expect(() => planeIn(beyond)).toThrow('BLANK is');
  });

  it('knows when no pixel has a value', () => {
    const source = imageFile([12, 10]);
    const { image } = planeIn(source);
    expect(isAllBlank(image, cutIn(source, box(20, 20, 3, 3)).pixels)).toBe(true);
    expect(isAllBlank(image, cutIn(source, box(11, 9, 3, 3)).pixels)).toBe(false);
  });

  it('of a cube has the plane that was chosen', () => {
    const cube = imageFile(
      [12, 10, 4],
      [...SKY_LINES, card('CTYPE3', 'STOKES'), card('CRVAL3', 1), card('CRPIX3', 1)],
    );
    const plane = choosePlane(planeIn(cube).image, { stokes: 'V' });
    const cut = cutIn(cube, box(5, 0, 2, 1), {}, plane);
    expect(floats(cut.pixels)).toEqual([5, 6]);
    expect(plane.offset).toBe(2880 + 3 * 480);
    expect(parseHeader(cut.file)!.values.get('CRPIX3')).toBe(-2);
    expect(choosePlane(planeIn(cut.file).image, { stokes: 'V' }).pixels).toEqual([0, 0, 0]);
  });

  it('of an extension is a primary image', () => {
    const extension = Buffer.from(
      imageFile([12, 10], [card('PCOUNT', 0), card('GCOUNT', 1), ...SKY_LINES]),
    );
    extension.write("XTENSION= 'IMAGE   '".padEnd(80), 'latin1');
    const source = Buffer.concat([imageFile([], []), extension]);
    const { file, pixels } = cutIn(source, box(1, 1, 2, 2));
    expect(floats(pixels)).toEqual([13, 14, 25, 26]);
    expect(linesOf(file)[0]).toMatch(/^SIMPLE {2}= {20}T/);
    expect(linesOf(file).join()).not.toMatch(/PCOUNT|GCOUNT|XTENSION/);
  });

  it('can leave out the axes of length 1, and logs that in HISTORY', () => {
    const source = readFileSync(SAMPLE);
    const { file } = cutIn(source, box(100, 120, 64, 32), { dropUnitAxes: true });
    const lines = linesOf(file);
    const ofAxes = lines.filter((line) =>
      /^(?:NAXIS|C[A-Z]{4}|P[CV])(?:[34]|\d_[34]|[34]_)/.test(line),
    );
    expect(ofAxes).toEqual([]);
    expect(lines).toContain('HISTORY Dropped axis 3: FREQ = 888000000');
    expect(lines).toContain('HISTORY Dropped axis 4: STOKES = 1');
    expect(parseHeader(file)!.values.get('NAXIS')).toBe(2);
    expect(describeImage(parseHeader(file)!).x.length).toBe(64);
  });

  it('renumbers the axes of the sky where others stand before them', () => {
    const later = SKY_LINES.map((line) =>
      line.replace(/^(\w{5})1/, '$13').replace(/^(\w{5})3/, '$1_'),
    );
    const source = imageFile(
      [1, 12, 10],
      [
        'WCSAXES =                    3',
        ...later
          .map((line) => line.replace(/^(\w{5})2/, '$13'))
          .map((line) => line.replace(/^(\w{5})_/, '$12')),
        card('CTYPE1', 'FREQ'),
        card('PC02_03', 0.5),
        card('PC01_01', 1),
        card('PV3_1', 0.25),
        card('CRPIX2A', 3),
      ],
    );
    const { file } = cutIn(source, box(3, 2, 4, 2), { dropUnitAxes: true });
    expect(Object.fromEntries(parseHeader(file)!.values)).toMatchObject({
      WCSAXES: 2,
      NAXIS1: 4,
      CTYPE1: 'RA---SIN',
      CRPIX1: 4.25,
      PC01_02: 0.5,
      PV2_1: 0.25,
      CRPIX1A: 0,
      CRPIX2A: -2,
    });
    expect(linesOf(file).join()).not.toMatch(/PC01_01|NAXIS3|CTYPE3/);
    const coupled = imageFile([12, 10, 1], [...SKY_LINES, card('PC1_3', 0.5)]);
    expect(() => cutIn(coupled, box(0, 0, 1, 1), { dropUnitAxes: true })).toThrow('(PC1_3)');
  });

  it('leaves out what is no longer true, and writes a missing reference pixel', () => {
    const stale = [card('DATAMIN', 0), card('DATAMAX', 119), card('CHECKSUM', 'old')];
    const sky = SKY_LINES.filter((line) => !line.startsWith('CRPIX1'));
    const { file } = cutIn(imageFile([12, 10], [...sky, ...stale]), box(3, 2, 4, 2));
    const { values } = parseHeader(file)!;
    expect(values.has('DATAMIN') || values.has('DATAMAX')).toBe(false);
    expect(values.get('CRPIX1')).toBe(-3);
    expect(linesOf(file).filter((line) => line.startsWith('CHECKSUM'))).toHaveLength(1);
  });

  it('has long and foreign provenance in HISTORY lines of 80 characters', () => {
    const path = `/EPOCH01/${'a'.repeat(100)}/ø.fits`;
    const { file } = cutIn(imageFile([12, 10]), box(0, 0, 1, 1), { history: [`Source ${path}`] });
    const history = linesOf(file).filter((line) => line.startsWith('HISTORY '));
    expect(history.map((line) => line.slice(8)).join('')).toBe(`Source ${path.replace('ø', '?')}`);
  });

  it('is refused over 1 GiB, and with rows of a wrong length', () => {
    const plane = planeIn(imageFile([12, 10]));
    expect(() => resolveBox(plane, box(0, 0, 100_000, 100_000), 'pad')).toThrow('37.3 GiB');
    const row = (): Uint8Array => new Uint8Array(7);
    const options = { history: [], dropUnitAxes: false };
    expect(() => writeCutout(plane, box(0, 0, 2, 2), row, options)).toThrow('7 bytes instead of 8');
  });

  it('sums to -0 with its CHECKSUM, and its data to DATASUM', () => {
    const place = integer({ min: -5, max: 250 });
    const length = integer({ min: 1, max: 40 });
    const source = readFileSync(SAMPLE);
    assert(
      property(place, place, length, length, (x, y, width, height) => {
        const { file } = cutIn(source, box(x, y, width, height));
        const { dataOffset, values } = parseHeader(file)!;
        expect(sumWords(file)).toBe(0xffffffff);
        expect(values.get('DATASUM')).toBe(String(sumWords(file.subarray(dataOffset))));
        expect(values.get('CHECKSUM')).toMatch(/^[0-9A-Za-z]{16}$/);
      }),
      { numRuns: 200 },
    );
  });
});

describe('The checksum', () => {
  it('is that of the standard’s example', () => {
    expect(encodeChecksum(868_229_149)).toBe('hcHjjc9ghcEghc9g');
  });

  it('adds what carries over', () => {
    expect(sumWords(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2))).toBe(2);
    expect(sumWords(Uint8Array.of(0, 0, 0, 2), 0xffffffff)).toBe(2);
  });
});
