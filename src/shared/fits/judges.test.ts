import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askPython, findPython } from '#main/testing/python.ts';
import type { PixelBox } from './pixel-box.ts';
import { cutIn } from './testing/cut-image.ts';
import { imageFile, SKY_LINES } from './testing/image-file.ts';
import { card } from './testing/make-header.ts';

interface Case {
  readonly name: string;
  readonly source: Uint8Array;
  readonly box: PixelBox;
  readonly dropUnitAxes: boolean;
}

interface Answer {
  readonly sums: readonly string[];
  readonly shape: readonly number[];
  readonly isSame: boolean;
  readonly type: string;
  readonly offDeg: number;
  readonly history: string;
}

const SCRIPT = fileURLToPath(new URL('testdata/astropy_cutouts.py', import.meta.url));
const SAMPLE = readFileSync(new URL('../../../../shared/samples/casa-image.fits', import.meta.url));
const INSIDE: PixelBox = { x0: 40, y0: 50, x1: 73, y1: 71 };
const CORNER: PixelBox = { x0: -7, y0: 50, x1: 20, y1: 140 };

const unitAxes = [
  card('CTYPE3', 'STOKES'),
  card('CRVAL3', 1),
  card('CRPIX3', 1),
  card('CTYPE4', 'FREQ'),
  card('CRVAL4', 888e6),
  card('CRPIX4', 1),
];
const extension = Buffer.from(
  imageFile([90, 120], [card('PCOUNT', 0), card('GCOUNT', 1), ...SKY_LINES]),
);
extension.write("XTENSION= 'IMAGE   '".padEnd(80), 'latin1');
const inExtension = Buffer.concat([imageFile([], ['EXTEND  =                    T']), extension]);

const CASES: readonly Case[] = [
  { name: 'casa', source: SAMPLE, box: INSIDE, dropUnitAxes: false },
  { name: 'casa-edge', source: SAMPLE, box: CORNER, dropUnitAxes: false },
  { name: 'casa-two-axes', source: SAMPLE, box: CORNER, dropUnitAxes: true },
  { name: 'extension', source: inExtension, box: INSIDE, dropUnitAxes: false },
  ...[8, 16, 32, 64, -32, -64].map((bitpix) => ({
    name: `bitpix${bitpix}`,
    source: imageFile(
      [90, 120, 1, 1],
      [...SKY_LINES, ...unitAxes, ...(bitpix > 0 ? [card('BLANK', 99)] : [])],
      bitpix,
    ),
    box: CORNER,
    dropUnitAxes: bitpix === 16,
  })),
];

describe('Cutouts, as other programs read them', () => {
  let folder: string;
  const files = (name: string) => ({
    source: join(folder, `${name}.source.fits`),
    cutout: join(folder, `${name}.cutout.fits`),
  });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cutouts-'));
    for (const { name, source, box, dropUnitAxes } of CASES) {
      writeFileSync(files(name).source, source);
      const history = [`Cutout ${name}`];
      writeFileSync(files(name).cutout, cutIn(source, box, { history, dropUnitAxes }).file);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const python = findPython('astropy', 'numpy');

  it.skipIf(python === null)('have for astropy the pixels, sky and sums of its Cutout2D', () => {
    const asked = CASES.map(({ name, box: { x0, y0, x1, y1 } }) => ({
      ...files(name),
      box: [x0, y0, x1, y1],
    }));
    const answers = askPython(python!, SCRIPT, asked) as readonly Answer[];
    for (const [index, { name, box, dropUnitAxes, source }] of CASES.entries()) {
      const { sums, shape, isSame, type, offDeg, history } = answers[index]!;
      expect(sums, name).toEqual([]);
      expect(isSame, `${name}: ${type}`).toBe(true);
      expect(offDeg, name).toBeLessThan(1e-9);
      const unit = source === inExtension || dropUnitAxes ? [] : [1, 1];
      expect(shape, name).toEqual([...unit, box.y1 - box.y0, box.x1 - box.x0]);
      expect(history, name).toMatch(dropUnitAxes ? /^Dropped axis 4/ : `Cutout ${name}`);
    }
  });

  const hasFitsverify = spawnSync('fitsverify', ['-h']).error === undefined;

  /** Warnings and errors, without the name of the file. */
  const verify = (file: string): string => {
    const { stdout } = spawnSync('fitsverify', [file], { encoding: 'utf8' });
    return stdout
      .split('\n')
      .filter((line) => /^\*\*\*|Verification found|verification/.test(line))
      .join('\n');
  };

  it.skipIf(!hasFitsverify)('have nothing for fitsverify that their sources have not', () => {
    for (const { name } of CASES) {
      const { source, cutout } = files(name);
      const found = verify(source);
      expect(found, name).toContain('Verification found');
      expect(verify(cutout), name).toBe(found);
    }
    expect(verify(files('casa').cutout)).toContain(
      'Verification found 0 warning(s) and 0 error(s)',
    );
  });
});
