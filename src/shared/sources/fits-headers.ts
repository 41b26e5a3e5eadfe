import { AppError } from '#shared/errors/app-error.ts';

const BLOCK = 2880;
const CARD = 80;
const MAX_AXES = 999;

/** A header of a FITS file, and where the data behind it begin. */
export interface FitsUnit {
  readonly cards: ReadonlyMap<string, string | number | boolean>;
  readonly dataOffset: number;
}

/**
 * The headers of a FITS file, in their order. Source: FITS standard 4.0, section 4. What follows the last whole unit
 * (special records, or a file that was cut) is left out.
 *
 * @throws AppError `bad-input` for a first header without an end
 */
export function headersOf(bytes: Uint8Array): readonly FitsUnit[] {
  const units: FitsUnit[] = [];
  let at = 0;
  while (at + BLOCK <= bytes.length) {
    const unit = readHeader(bytes, at);
    if (unit === null) break;
    units.push(unit);
    // A negative length would lead back to a header that was read.
    at = unit.dataOffset + Math.ceil(Math.max(0, dataBytes(unit)) / BLOCK) * BLOCK;
  }
  if (units.length === 0) {
    throw new AppError('bad-input', 'The FITS file ends within its header: fetch it again.');
  }
  return units;
}

function readHeader(bytes: Uint8Array, start: number): FitsUnit | null {
  const cards = new Map<string, string | number | boolean>();
  for (let at = start; at + CARD <= bytes.length; at += CARD) {
    const card = String.fromCharCode(...bytes.subarray(at, at + CARD));
    const key = card.slice(0, 8).trimEnd();
    if (at === start && key !== 'SIMPLE' && key !== 'XTENSION') return null;
    if (key === 'END') {
      return { cards, dataOffset: start + Math.ceil((at + CARD - start) / BLOCK) * BLOCK };
    }
    if (card.slice(8, 10) !== '= ') continue;
    const value = valueOf(card.slice(10));
    if (value !== null && !cards.has(key)) cards.set(key, value);
  }
  return null;
}

function valueOf(text: string): string | number | boolean | null {
  const quoted = /^\s*'((?:[^']|'')*)'/.exec(text);
  if (quoted !== null) return quoted[1]!.replaceAll("''", "'").trimEnd();
  const bare = text.split('/')[0]!.trim();
  if (bare === 'T' || bare === 'F') return bare === 'T';
  const number = Number(bare.replace(/D/i, 'E'));
  return bare === '' || Number.isNaN(number) ? null : number;
}

function dataBytes({ cards }: FitsUnit): number {
  const number = (key: string, other: number): number => {
    const value = cards.get(key);
    return typeof value === 'number' ? value : other;
  };
  const axes = Math.min(number('NAXIS', 0), MAX_AXES);
  if (axes === 0) return 0;
  let elements = 1;
  for (let axis = 1; axis <= axes; axis += 1) elements *= number(`NAXIS${axis}`, 0);
  const groups = number('GCOUNT', 1);
  return (Math.abs(number('BITPIX', 8)) / 8) * groups * (number('PCOUNT', 0) + elements);
}
