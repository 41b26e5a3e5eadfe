/** Small looks at a text by index, for {@link parsePath}. An index behind the end is never a digit or a letter. */

const DIGIT_0 = 48;
const DIGIT_9 = 57;

function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
}

function isUpperCase(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** Where the digits that begin at `at` end; `at` itself where there are none. */
export function digitsEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Whether no letter or digit stands at `at`. An underscore ends a word. */
export function isWordEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return !isDigit(code) && !isUpperCase(code) && !isLowerCase(code);
}

/** More digits than any scheduling block has, and few enough for a column of 32-bit numbers. */
const MAX_DIGITS = 9;

/** The whole number that begins at `at` and ends with its word, or null. */
export function numberAt(text: string, at: number): number | null {
  const end = digitsEnd(text, at);
  if (end === at || end - at > MAX_DIGITS || !isWordEnd(text, end)) return null;
  return Number(text.slice(at, end));
}

/**
 * Where the field's name ends that begins at `at`, without `VAST_`: `0012+00A`, and `0012+00` as later surveys
 * write it. -1 where there is none.
 */
export function fieldEnd(text: string, at: number): number {
  if (digitsEnd(text, at) !== at + 4) return -1;
  const sign = text[at + 4];
  if (sign !== '+' && sign !== '-') return -1;
  if (digitsEnd(text, at + 5) !== at + 7) return -1;
  const end = isUpperCase(text.charCodeAt(at + 7)) ? at + 8 : at + 7;
  return isWordEnd(text, end) ? end : -1;
}
