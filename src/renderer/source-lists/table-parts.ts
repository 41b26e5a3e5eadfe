import type { Api } from '../transport/api.ts';

/** Bytes of a message that the window sends or receives without being held: 64 MB at once take half a second. */
const PART_BYTES = 2 * 1024 * 1024;

/** Sends a table to main, a part after the other. Rejects with AppError. */
export async function sendTable(
  api: Pick<Api, 'call'>,
  id: string,
  table: Uint8Array<ArrayBuffer>,
): Promise<void> {
  let at = 0;
  do {
    // Each part in a task of its own: the window draws the list before the first, and answers between them.
    await new Promise((resolve) => setTimeout(resolve));
    const part = table.subarray(at, at + PART_BYTES);
    await api.call('sources.append', { id, at, part });
    at += PART_BYTES;
  } while (at < table.length);
}

/** The table of a list as it came, from main. Rejects with AppError. */
export async function loadTable(
  api: Pick<Api, 'call'>,
  id: string,
): Promise<Uint8Array<ArrayBuffer>> {
  let table: Uint8Array<ArrayBuffer> | null = null;
  let at = 0;
  do {
    const { part, bytes } = await api.call('sources.load', { id, at, length: PART_BYTES });
    table ??= new Uint8Array(bytes);
    table.set(part, at);
    at += PART_BYTES;
  } while (at < table.length);
  return table;
}
