/** Draws numbers from [0, 1). */
type Uniform = () => number;

const LINE = 80;
const HOSTILE_BYTES = "'&/=() .,+-0123456789DETFN\0\xff\n";
const HOSTILE_VALUES = [
  '-1',
  '0',
  '1E300',
  '1E400',
  '-9223372036854775808',
  '99999999999',
  '0.5',
  'T',
  "'text'",
  "'no end",
  "'more&'",
  '',
  '(1,2)',
  '(1,',
  '0x10',
];
const HOSTILE_LINES = [
  'END',
  'END     = 5',
  "CONTINUE  'and more&'",
  'CONTINUE',
  'HIERARCH = 1',
  'HIERARCH A B = 2',
  'NAXIS   = 999',
  'GROUPS  =                    T',
  'PCOUNT  = 1E9',
  'ZIMAGE  =                    T',
  "XTENSION= 'BINTABLE'",
  '='.repeat(LINE),
  "'".repeat(LINE),
  '(1,'.repeat(26),
];

/** A file whose first `headerBytes` were damaged once to four times: in bytes, values, lines, or by being cut. */
export function mutate(file: Uint8Array, headerBytes: number, uniform: Uniform): Uint8Array {
  const pick = <Item>(items: ArrayLike<Item>): Item => items[Math.floor(uniform() * items.length)]!;
  let bytes = Uint8Array.from(file);
  const times = 1 + Math.floor(4 * uniform());
  for (let time = 0; time < times; time += 1) {
    const line = Math.floor((uniform() * headerBytes) / LINE);
    const at = line * LINE;
    const kind = Math.floor(uniform() * 8);
    if (kind <= 1) {
      bytes[Math.floor(uniform() * headerBytes)] = pick(HOSTILE_BYTES).charCodeAt(0);
    } else if (kind === 2) {
      write(bytes, at + 10, pick(HOSTILE_VALUES).padEnd(70));
    } else if (kind === 3) {
      write(bytes, at, pick(HOSTILE_LINES).padEnd(LINE));
    } else if (kind === 4) {
      // A line is gone, and all later bytes move up.
      bytes = join(bytes.subarray(0, at), bytes.subarray(at + LINE));
    } else if (kind === 5) {
      const from = Math.floor((uniform() * headerBytes) / LINE) * LINE;
      bytes.copyWithin(at, from, from + LINE);
    } else if (kind === 6 && uniform() < 0.3) {
      bytes = bytes.slice(0, Math.floor(uniform() * bytes.length));
    } else {
      write(
        bytes,
        at,
        `${pick(['NAXIS', 'NAXIS1', 'BITPIX', 'CTYPE1', 'CRVAL2', 'PC1_1']).padEnd(8)}= `,
      );
    }
  }
  return bytes;
}

function write(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length && at + i < bytes.length; i += 1) {
    bytes[at + i] = text.charCodeAt(i);
  }
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
