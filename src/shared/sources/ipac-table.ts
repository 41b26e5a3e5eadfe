import { plainColumn, type RawTable } from './raw-table.ts';

/**
 * A table in the format of IPAC, as IRSA and STILTS write it: `\` comments, a head of `|` with names, types, units and
 * nulls, and rows whose columns lie below the bars. Null where the text is none.
 */
export function readIpac(text: string): RawTable | null {
  const lines = text.split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('\\'));
  if (first === -1 || !/^\|.*\|\s*$/.test(lines[first]!)) return null;
  let end = first;
  while (lines[end]?.startsWith('|') === true) end += 1;
  const firstRow = lines.slice(end).find((line) => line.trim() !== '');
  if (firstRow === undefined || firstRow.includes('|') || firstRow.startsWith('+')) return null;
  const bars = [...lines[first]!.matchAll(/\|/g)].map(({ index }) => index);
  const cut = (line: string): string[] =>
    bars.slice(1).map((bar, index) => line.slice(bars[index]! + 1, bar).trim());
  const units = end - first > 2 ? cut(lines[first + 2]!) : [];
  const body = [...lines.keys()].slice(end).filter((index) => lines[index]!.trim() !== '');
  return {
    kind: 'IPAC',
    columns: cut(lines[first]!).map((name, index) => plainColumn(name, units[index] || null)),
    rowCount: body.length,
    cellsOf: (row) => cut(lines[body[row]!]!),
    locationOf: (row) => `line ${body[row]! + 1}`,
    hasDecimalCommas: false,
    notes: [],
  };
}
