/** Where a listing goes on. */
export interface ListingCursor {
  readonly path: string;
  /** Entries already told. */
  readonly offset: number;
  readonly limit: number;
}

/** Clients must take a cursor as it is; this one holds its place in itself, so the server keeps nothing. */
export function encodeCursor(cursor: ListingCursor): string {
  return Buffer.from(JSON.stringify([cursor.path, cursor.offset, cursor.limit])).toString(
    'base64url',
  );
}

/** Null where the text is no cursor of this server. */
export function decodeCursor(text: unknown): ListingCursor | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(value)) return null;
    const [path, offset, limit] = value as readonly unknown[];
    return typeof path === 'string' && typeof offset === 'number' && typeof limit === 'number'
      ? { path, offset, limit }
      : null;
  } catch {
    return null;
  }
}
