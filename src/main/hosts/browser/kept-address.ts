import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { createStateFile } from '#main/system/disk/state-file.ts';
import { type AccessKeys, KEY_PATTERN, newAccessKeys } from './access.ts';

const FILE_NAME = 'browser-address.json';

/** Bits of a file's mode that let others read or write it. */
const FOR_OTHERS_BITS = 0o077;

const key = z.string().regex(KEY_PATTERN);

const addressSchema = z.object({
  port: z.number().int().min(1).max(65_535),
  token: key,
  session: key,
});

/** Where pages find the server, and what lets them in: the same at the next start, so that open pages go on. */
export interface KeptAddress {
  readonly keys: AccessKeys;
  /** The port of the last start; null where none is known. */
  readonly port: number | null;
  /** Sentences for the user; empty where all is well. */
  readonly problems: readonly string[];
  /** Keeps the keys and this port for the next start. Throws AppError where the file can't be written. */
  keep(port: number): Promise<void>;
}

/**
 * Reads the address of the last start from the state folder. A key that others on this machine may have read is
 * replaced by a new one.
 *
 * @param home the program's state folder
 * @param newKey replaces the key; pages that were let in with the old one are locked out
 */
export async function openKeptAddress(home: string, newKey: boolean): Promise<KeptAddress> {
  const path = join(home, FILE_NAME);
  const file = createStateFile(path, addressSchema);
  const { value, problem } = await file.read();
  const problems: string[] = [];
  if (problem !== null) {
    problems.push(`${problem} The server gets a new key: open the address below.`);
  }
  const isSafe = value !== null && (await isOurs(path));
  if (value !== null && !isSafe) {
    problems.push(`Others can read ${path}. The server gets a new key: open the address below.`);
  }
  const keys = isSafe && !newKey ? value : newAccessKeys();
  return {
    keys: { token: keys.token, session: keys.session },
    port: value?.port ?? null,
    problems,
    keep: (port) => file.write({ port, token: keys.token, session: keys.session }),
  };
}

/** Whether only this user can read the file. Windows has no such bits: there the profile's folder is the user's own. */
async function isOurs(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const { mode, uid } = await stat(path);
  return (mode & FOR_OTHERS_BITS) === 0 && uid === process.getuid?.();
}
