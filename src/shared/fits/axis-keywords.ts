/** A keyword that counts axes: which it names, and how it is spelled with other numbers. */
export interface AxisKeyword {
  /** Axes from 1: one, or two for an element of a matrix. */
  readonly axes: readonly number[];
  readonly withAxes: (axes: readonly number[]) => string;
}

const ONE =
  /^(NAXIS|CTYPE|CUNIT|CRVAL|CDELT|CRPIX|CROTA|CNAME|CRDER|CSYER|CZPHS|CPERI)([1-9]\d*)([A-Z]?)$/;
const PARAMETER = /^(PV|PS)([1-9]\d*)(_\d+[A-Z]?)$/;
const ELEMENT = /^(PC|CD)(\d{1,2})_(\d{1,2})([A-Z]?)$/;
const OLD_ELEMENT = /^(PC|CD)(\d{3})(\d{3})$/;

/** What a keyword says of axes, or null for one that names none. Source: FITS standard 4.0, table 22. */
export function axisKeyword(keyword: string): AxisKeyword | null {
  const one = ONE.exec(keyword) ?? PARAMETER.exec(keyword);
  if (one !== null) {
    return { axes: [Number(one[2])], withAxes: ([axis]) => `${one[1]}${axis}${one[3]}` };
  }
  const two = ELEMENT.exec(keyword) ?? OLD_ELEMENT.exec(keyword);
  if (two === null) return null;
  const [, stem, i, j, letter] = two;
  const spell = (axis: number, like: string): string => String(axis).padStart(like.length, '0');
  const gap = letter === undefined ? '' : '_';
  return {
    axes: [Number(i), Number(j)],
    withAxes: (axes) => `${stem}${spell(axes[0]!, i!)}${gap}${spell(axes[1]!, j!)}${letter ?? ''}`,
  };
}
