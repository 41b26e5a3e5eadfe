import { AppError } from '#shared/errors/app-error.ts';
import type { FitsHeader } from './header.ts';

/** What the readers below need of a header. */
export type Values = Pick<FitsHeader, 'values'>;

/** The text of a card, or null where the header has none. */
export function textOf({ values }: Values, keyword: string): string | null {
  const value = values.get(keyword);
  return typeof value === 'string' ? value : null;
}

/**
 * The number of a card, or `otherwise` where the header has none or an undefined one.
 *
 * @throws AppError `bad-input` for a value of another type
 */
export function numberOf({ values }: Values, keyword: string, otherwise: number): number {
  const value = values.get(keyword) ?? null;
  if (value === null) return otherwise;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new AppError(
    'bad-input',
    `The FITS header's ${keyword} is ${typeof value === 'number' ? value : JSON.stringify(value)}, which is no number that can be used.`,
  );
}

/**
 * The whole number of a card within limits, or `otherwise` where the header has none.
 *
 * @throws AppError `bad-input` for any other value, and for a missing one without `otherwise`
 */
export function countOf(
  header: Values,
  keyword: string,
  { max, otherwise }: { readonly max: number; readonly otherwise?: number },
): number {
  const value = numberOf(header, keyword, otherwise ?? Number.NaN);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new AppError(
    'bad-input',
    Number.isNaN(value)
      ? `The FITS header has no ${keyword}: the file is damaged.`
      : `The FITS header's ${keyword} is ${value}, which can't be: the file is damaged.`,
  );
}
