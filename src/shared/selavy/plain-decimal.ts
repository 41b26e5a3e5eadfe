const [ZERO, MINUS, POINT] = [48, 45, 46];
/** Numbers with more digits may be rounded otherwise than here. */
const MAX_DIGITS = 15;
const POWERS = Array.from({ length: MAX_DIGITS + 1 }, (_, power) => 10 ** power);

/**
 * The number that a part of a text is, as `Number` reads it, without a string of its own. NaN for all but plain decimals
 * of up to 15 digits: those and the power of ten are exact, so that one division rounds as it should.
 *
 * @param start,end places in the text, the latter not included
 */
export function plainDecimal(text: string, start: number, end: number): number {
  const isNegative = text.charCodeAt(start) === MINUS;
  let [value, digits, point] = [0, 0, -1];
  for (let at = isNegative ? start + 1 : start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = 10 * value + digit;
      digits += 1;
    } else if (code === POINT && point === -1) point = digits;
    else return Number.NaN;
  }
  if (digits === 0 || digits > MAX_DIGITS) return Number.NaN;
  const size = point === -1 ? value : value / POWERS[digits - point]!;
  return isNegative ? -size : size;
}
