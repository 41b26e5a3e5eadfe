const MAX_LENGTH = 80;

/** A name from outside as a part of a file name: letters, digits and `. _ + -` stay, and no system reads more into it. */
export function plainName(name: string): string {
  const plain = name
    .trim()
    .replaceAll(/[^\w.+-]+/g, '_')
    .replace(/^[.-]+/, '')
    .slice(0, MAX_LENGTH);
  // Windows opens devices by these names, whatever follows behind a full stop.
  if (plain === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain)) return `_${plain}`;
  return plain;
}
