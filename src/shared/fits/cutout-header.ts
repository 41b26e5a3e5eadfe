import { AppError } from '#shared/errors/app-error.ts';
import { axisKeyword } from './axis-keywords.ts';
import { type FitsCard, lineText } from './card.ts';
import { formatCard, formatReal, historyLines } from './format-card.ts';
import { numberOf } from './header-values.ts';
import type { PixelBox } from './pixel-box.ts';
import type { ImagePlane } from './plane.ts';

export interface CutoutHeaderOptions {
  /** Where the cutout came from: appended as HISTORY. */
  readonly history: readonly string[];
  /** Leave only the two axes of the sky, for programs that read no others. */
  readonly dropUnitAxes: boolean;
}

/** Cards that hold no longer once pixels are gone, or that are computed for each file. */
const STALE: ReadonlySet<string> = new Set(['DATAMIN', 'DATAMAX', 'CHECKSUM', 'DATASUM']);
/** Cards of an extension that a primary header doesn't have. */
const EXTENSION_ONLY: ReadonlySet<string> = new Set(['PCOUNT', 'GCOUNT', 'INHERIT']);

const MAX_AXES = 99;

/**
 * The lines (80 characters, a byte each) of a cutout's header without DATASUM, CHECKSUM and END. CRPIX is moved, in
 * alternate descriptions too; all other cards stay byte for byte.
 *
 * @throws AppError `bad-input` for axes that can't be dropped, because the sky's depend on them
 */
export function cutoutHeaderLines(
  plane: ImagePlane,
  box: PixelBox,
  { history, dropUnitAxes }: CutoutHeaderOptions,
): readonly string[] {
  const { image } = plane;
  const { header } = image;
  const axes = image.axes.map((axis, index) => {
    if (axis === image.x) return { length: box.x1 - box.x0, start: box.x0, isSky: true };
    if (axis === image.y) return { length: box.y1 - box.y0, start: box.y0, isSky: true };
    return { length: 1, start: plane.pixels[index]!, isSky: false };
  });
  const numbers = newNumbers(axes, dropUnitAxes);
  const starts = axes.map(({ start }) => start);
  const dropped = axes.flatMap(({ isSky }, index) => (dropUnitAxes && !isSky ? [index + 1] : []));
  refuseCoupled(plane, dropped);
  const count = axes.length - dropped.length;
  const lines = header.cards.flatMap((card) => {
    const raw = Array.from({ length: card.lines }, (_, i) => lineText(header.bytes, card.line + i));
    const { keyword, comment } = card;
    if (STALE.has(keyword)) return [];
    if (keyword === 'XTENSION') return [formatCard('SIMPLE', true, 'FITS standard')];
    if (header.values.has('XTENSION') && EXTENSION_ONLY.has(keyword)) return [];
    if (keyword === 'NAXIS') return [formatCard('NAXIS', count, comment)];
    if (/^WCSAXES[A-Z]?$/.test(keyword) && dropped.length > 0) {
      return [formatCard(keyword, count, comment)];
    }
    return axisLines(card, raw, { numbers, starts, lengths: axes.map(({ length }) => length) });
  });
  const added = missingReferences(header.cards, starts).flatMap(({ axis, letter, value }) => {
    const number = numbers.get(axis);
    return number === undefined ? [] : [formatReal(`CRPIX${number}${letter}`, value, '')];
  });
  const about = [...history, ...dropped.map((axis) => describeDropped(plane, axis))];
  return [...lines, ...added, ...about.flatMap(historyLines)];
}

interface Axes {
  readonly numbers: ReadonlyMap<number, number>;
  readonly starts: readonly number[];
  readonly lengths: readonly number[];
}

/** New numbers of the axes that stay; numbers beyond NAXIS (WCSAXES may be larger) go with the dropped ones. */
function newNumbers(
  axes: readonly { readonly isSky: boolean }[],
  dropUnitAxes: boolean,
): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const [index, { isSky }] of axes.entries()) {
    if (isSky || !dropUnitAxes) numbers.set(index + 1, numbers.size + 1);
  }
  if (dropUnitAxes) return numbers;
  for (let axis = axes.length + 1; axis <= MAX_AXES; axis += 1) numbers.set(axis, axis);
  return numbers;
}

function axisLines(
  card: FitsCard,
  raw: readonly string[],
  { numbers, starts, lengths }: Axes,
): readonly string[] {
  const found = axisKeyword(card.keyword);
  if (found === null) return raw;
  const renumbered = found.axes.map((axis) => numbers.get(axis));
  if (renumbered.includes(undefined)) return [];
  const keyword = found.withAxes(renumbered as number[]);
  const index = found.axes[0]! - 1;
  if (keyword.startsWith('NAXIS')) return [formatCard(keyword, lengths[index]!, card.comment)];
  const start = starts[index] ?? 0;
  if (keyword.startsWith('CRPIX') && start !== 0 && typeof card.value === 'number') {
    return [formatReal(keyword, card.value - start, card.comment)];
  }
  return raw.map((line, number) => (number === 0 ? keyword.padEnd(8) + line.slice(8) : line));
}

/** Reference pixels that a header leaves at their default of 0, and that are not at 0 in the cutout. */
function missingReferences(
  cards: readonly FitsCard[],
  starts: readonly number[],
): readonly { readonly axis: number; readonly letter: string; readonly value: number }[] {
  const keywords = new Set(cards.map(({ keyword }) => keyword));
  const letters = new Set(['']);
  for (const keyword of keywords) {
    const letter = /^(?:CTYPE|CRPIX)\d+([A-Z])$/.exec(keyword)?.[1];
    if (letter !== undefined) letters.add(letter);
  }
  return [...letters].flatMap((letter) =>
    starts.flatMap((start, index) =>
      start === 0 || keywords.has(`CRPIX${index + 1}${letter}`)
        ? []
        : [{ axis: index + 1, letter, value: -start }],
    ),
  );
}

function refuseCoupled({ image }: ImagePlane, dropped: readonly number[]): void {
  const sky = new Set([image.x.number, image.y.number]);
  for (const { keyword, value } of image.header.cards) {
    const [i, j] = /^(?:PC|CD)/.test(keyword) ? (axisKeyword(keyword)?.axes ?? []) : [];
    if (i === undefined || j === undefined || !sky.has(i) || !dropped.includes(j)) continue;
    if (value === 0 || value === undefined) continue;
    throw new AppError(
      'bad-input',
      `The image's axis ${j} can't be dropped: its sky depends on it (${keyword}). Keep the axes.`,
    );
  }
}

function describeDropped({ image, pixels }: ImagePlane, axis: number): string {
  const { header } = image;
  const step = numberOf(header, `CDELT${axis}`, numberOf(header, `CD${axis}_${axis}`, 1));
  const from = pixels[axis - 1]! + 1 - numberOf(header, `CRPIX${axis}`, 0);
  const value = numberOf(header, `CRVAL${axis}`, 0) + from * step;
  const type = image.axes[axis - 1]!.type.trim();
  return `Dropped axis ${axis}: ${type === '' ? 'no CTYPE' : type} = ${value}`;
}
