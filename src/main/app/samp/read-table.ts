import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '#shared/errors/app-error.ts';
import { isLoopback } from './find-hub.ts';

/** Several hundred thousand sources. */
const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** What programs load tables by. */
export type TableMtype = 'table.load.votable' | 'table.load.fits';

/**
 * Reads a table that a program at the hub names: a file of this machine, or an http address on loopback. Throws AppError
 * `bad-input` for any other address, for one that can't be read, and for what is no such table.
 */
export async function readTable(address: string, mtype: TableMtype): Promise<Uint8Array> {
  if (!URL.canParse(address)) throw refusal('its address is no URL');
  const url = new URL(address);
  const bytes = url.protocol === 'file:' ? await readFileAt(url) : await fetchFrom(url);
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const isOne = mtype === 'table.load.fits' ? start.startsWith('SIMPLE') : /<VOTABLE/.test(start);
  if (!isOne)
    throw refusal(mtype === 'table.load.fits' ? 'it is no FITS file' : 'it is no VOTable');
  return bytes;
}

async function readFileAt(url: URL): Promise<Uint8Array> {
  let handle;
  try {
    handle = await open(fileURLToPath(url), 'r');
    const found = await handle.stat();
    if (!found.isFile()) throw refusal('it is no file');
    if (found.size > MAX_BYTES) throw tooLarge();
    return await handle.readFile();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refusal('its file can not be read');
  } finally {
    await handle?.close();
  }
}

async function fetchFrom(url: URL): Promise<Uint8Array> {
  if (url.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw refusal('it is not on this machine');
  }
  try {
    // A redirect could lead away from this machine.
    const options = { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) } as const;
    const response = await fetch(url, options);
    if (!response.ok || response.body === null) throw refusal('its address gives no table');
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body) {
      bytes += part.length;
      if (bytes > MAX_BYTES) throw tooLarge();
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refusal('its address gives no table');
  }
}

function tooLarge(): AppError {
  return refusal('it has more than 64 MiB');
}

function refusal(why: string): AppError {
  return new AppError('bad-input', `The table was not taken: ${why}.`);
}
