import { AppError } from '#shared/errors/app-error.ts';
import { CARD_BYTES } from './card.ts';

const TEXT_BYTES = 72;

/** A line of 80 characters with a value in fixed format, as far as it fits; strings of up to 68 characters. */
export function formatCard(
  keyword: string,
  value: number | boolean | string,
  comment = '',
): string {
  return formatLine(
    keyword,
    typeof value === 'string' ? formatString(value) : formatBare(value),
    comment,
  );
}

/** A line of 80 characters with a number that stays a real, even if it is whole. */
export function formatReal(keyword: string, value: number, comment: string): string {
  const text = formatBare(value);
  return formatLine(keyword, /[.E]/.test(text) ? text : `${text}.0`, comment);
}

/** HISTORY lines with a text of any length; a character that FITS headers can't have becomes a question mark. */
export function historyLines(text: string): readonly string[] {
  const plain = text.replaceAll(/[^ -~]/gu, '?');
  const pieces = plain.match(new RegExp(`.{1,${TEXT_BYTES}}`, 'g')) ?? [];
  return pieces.map((piece) => `HISTORY ${piece}`.padEnd(CARD_BYTES));
}

/** A comment that finds no room is cut. */
function formatLine(keyword: string, value: string, comment: string): string {
  const card = `${keyword.padEnd(8)}= ${value.padStart(20)}`;
  if (card.length > CARD_BYTES) {
    throw new AppError(
      'bad-input',
      `The value of ${keyword} has no room in a line of a FITS header.`,
    );
  }
  const whole = comment === '' ? card : `${card} / ${comment}`;
  return whole.slice(0, CARD_BYTES).padEnd(CARD_BYTES);
}

function formatString(value: string): string {
  return `'${value.replaceAll("'", "''").padEnd(8)}'`.padEnd(20);
}

function formatBare(value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  return String(value).toUpperCase();
}
