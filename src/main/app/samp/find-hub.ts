import { open } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** How to reach a hub. The secret admits any program to it: never show or log it. */
export interface HubAddress {
  readonly url: string;
  readonly secret: string;
}

/** Longer than any lock file. */
const MAX_BYTES = 64 * 1024;
const LOCK_URL = 'std-lockurl:';

/**
 * The hub that a lock file names, which may have died without deleting it; null without a lock file. SAMP_HUB counts
 * first. Java programs put the file into the home of the user database, Python and Tcl into $HOME.
 *
 * On a server with several users the file is what keeps them apart: its secret admits to the hub. A file of another
 * user, or one that others may write, could lead us to a foreign hub that then names files for us to read.
 *
 * @throws AppError `bad-input` for a lock file that is not the user's own or names no hub on this machine
 */
export async function findHub(
  env: Readonly<Record<string, string | undefined>>,
): Promise<HubAddress | null> {
  for (const file of lockFiles(env)) {
    const text = await readOwn(file);
    if (text !== null) return parseLockFile(text, file);
  }
  return null;
}

function lockFiles(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const named = env['SAMP_HUB'];
  if (named !== undefined && named !== '') return [lockFileOf(named)];
  const homes = [env['HOME'] ?? homedir(), userInfo().homedir];
  return [...new Set(homes.map((home) => join(home, '.samp')))];
}

function lockFileOf(named: string): string {
  try {
    if (named.startsWith(LOCK_URL)) return fileURLToPath(named.slice(LOCK_URL.length));
  } catch {
    // Refused below.
  }
  throw new AppError(
    'bad-input',
    'SAMP_HUB names no lock file on this machine. Set it to std-lockurl:file:///PATH, or unset it.',
  );
}

async function readOwn(file: string): Promise<string | null> {
  let handle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return null;
    throw refusal(file, 'it can not be read', error);
  }
  try {
    const found = await handle.stat();
    const me = process.getuid?.();
    if (!found.isFile() || found.size > MAX_BYTES) throw refusal(file, 'it is no lock file');
    if (me !== undefined && found.uid !== me) throw refusal(file, 'it belongs to another user');
    if (me !== undefined && (found.mode & 0o022) !== 0) {
      throw refusal(file, 'other users may change it');
    }
    return await handle.readFile('latin1');
  } finally {
    await handle.close();
  }
}

/** Reads a lock file's text. Throws AppError `bad-input`; never shows its secret. */
export function parseLockFile(text: string, file: string): HubAddress {
  const entries = new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const [, key, value] = /^\s*([^#=\s][^=]*?)\s*=(.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value.trim()] as const];
    }),
  );
  const secret = entries.get('samp.secret');
  const address = entries.get('samp.hub.xmlrpc.url');
  if (!secret || !address) throw refusal(file, 'it lacks the address or the secret of a hub');
  if (!URL.canParse(address)) throw refusal(file, 'its address is no URL');
  const url = new URL(address);
  if (url.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw refusal(file, `it names a hub at ${url.hostname}, which is not this machine`);
  }
  return { url: url.href, secret };
}

/** Whether a URL's host is this machine's loopback interface. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}

function refusal(file: string, why: string, cause?: unknown): AppError {
  return new AppError(
    'bad-input',
    `The SAMP lock file ${file} is not used: ${why}. Quit that hub, delete the file, and start a hub of your own (TOPCAT has one).`,
    { cause },
  );
}
