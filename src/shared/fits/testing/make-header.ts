/** A header of these lines, each brought to 80 characters, with END and padding: bytes of whole blocks. */
export function makeHeader(lines: readonly string[]): Uint8Array {
  const text = [...lines, 'END'].map((line) => line.padEnd(80)).join('');
  return Uint8Array.from(text.padEnd(Math.ceil(text.length / 2880) * 2880), (char) =>
    char.charCodeAt(0),
  );
}

/** The lines of a primary image of given lengths, and whatever more is given. */
export function imageLines(
  lengths: readonly number[],
  more: readonly string[] = [],
  bitpix = -32,
): readonly string[] {
  return [
    'SIMPLE  =                    T',
    card('BITPIX', bitpix),
    card('NAXIS', lengths.length),
    ...lengths.map((length, axis) => card(`NAXIS${axis + 1}`, length)),
    ...more,
  ];
}

/** A card in fixed format. */
export function card(keyword: string, value: string | number): string {
  const text = typeof value === 'string' ? `'${value.padEnd(8)}'` : String(value).padStart(20);
  return `${keyword.padEnd(8)}= ${text}`;
}
