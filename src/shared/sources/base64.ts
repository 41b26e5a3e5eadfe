import { AppError } from '#shared/errors/app-error.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int8Array(128).fill(-1);
for (const value of LETTERS.split('').keys()) VALUES[LETTERS.charCodeAt(value)] = value;

/** The bytes of a base64 text (RFC 4648, with blanks and line ends anywhere). Throws AppError `bad-input`. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [length, bits, count] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 61) continue;
    const value = VALUES[code] ?? -1;
    if (value === -1) {
      throw new AppError(
        'bad-input',
        `The stream of the VOTable is not base64 (${JSON.stringify(text[at])} in it).`,
      );
    }
    bits = ((bits << 6) | value) & 0xff_ffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[length] = bits >> count;
    length += 1;
  }
  return bytes.subarray(0, length);
}
