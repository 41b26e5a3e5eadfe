/** The range of a file in an answer. */
export interface ContentRange {
  readonly offset: number;
  /** The offset after the last byte. */
  readonly end: number;
  /** Bytes of the whole file; null if unknown. */
  readonly totalBytes: number | null;
}

/** Reads the header `Content-Range`; null for anything that is not a range of a file. */
export function readContentRange(header: string | null): ContentRange | null {
  const match = /^bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(header?.trim() ?? '');
  if (match === null) return null;
  const offset = Number(match[1]);
  const end = Number(match[2]) + 1;
  const totalBytes = match[3] === '*' ? null : Number(match[3]);
  if (end <= offset || (totalBytes !== null && end > totalBytes)) return null;
  return { offset, end, totalBytes };
}
