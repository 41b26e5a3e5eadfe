import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { HEADER_BYTES, SLOT_BYTES } from '#main/engine/transfer/part-journal.ts';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { type CommandResult, runCommand, startCommand } from '#main/testing/run-command.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';

/** The command as a process, with a config file, against a server with faults. Importing this sets each test up. */

/** The folder of the present test. */
export let cwd: string;
/** One server for all tests of a file, which {@link serve} starts. */
export let demo: DemoServer;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'command-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));
afterAll(() => demo?.close());

export const BIG = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_9999+00A.EPOCH01.I.fits';
const BIG_BYTES = 5 * BLOCK_BYTES + 17;
export const SMALL = '/EPOCH01/VAST_epoch1.csv';
export const ROUTE = 'sharing/get_shared_link_file';
/** All that the tiny survey has of one epoch's fields. */
export const SOME = '--download --only-epochs 1 --only-fields 0918+00A,0943+00A --output out'.split(
  ' ',
);

/** Provides the server without faults, changes and counts of an earlier test, and writes a config file for it. */
export async function serve(): Promise<void> {
  demo ??= await startDemoServer({ survey: 'tiny', extraFiles: { [BIG]: BIG_BYTES } });
  demo.reset();
  writeConfig();
}

export function writeConfig(
  changes: Partial<Record<'password' | 'access_token', string>> = {},
): void {
  const { sharedUrl, password, accessToken } = demo;
  writeFileSync(
    join(cwd, 'dropbox.cfg'),
    `[dropbox]\nshared_url = ${sharedUrl}\npassword = ${changes.password ?? password}\n` +
      `access_token = ${changes.access_token ?? accessToken}\n`,
  );
}

export const setting = () => ({
  cwd,
  home: join(cwd, 'home'),
  env: { VAST_DROPBOX_ENDPOINT: demo.endpoint },
});
export const run = (...words: string[]): Promise<CommandResult> => runCommand(setting(), ...words);
export const start = (...words: string[]) => startCommand(setting(), ...words);

export function filesUnder(folder: string): string[] {
  if (!existsSync(join(cwd, folder))) return [];
  return readdirSync(join(cwd, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

export function listFile(...paths: string[]): string {
  writeFileSync(join(cwd, 'list.txt'), paths.join('\n'));
  return 'list.txt';
}

/** Leaves size and times as they were, but for the one that no program can set. */
export function flipByte(path: string): void {
  const file = join(cwd, 'out', path);
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  bytes[BLOCK_BYTES + 5]! ^= 1;
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
}

/** The database of the only queue. */
export function queueFile(): string {
  const queues = join(cwd, 'home/queues');
  return join(queues, readdirSync(queues).find((name) => name.endsWith('.sqlite'))!);
}

/** Has the queue's memory say of a file, as it is on disk now, that it is good: as if no inode had told of a change. */
export function believe(path: string): void {
  const found = statSync(join(cwd, 'out', path), { bigint: true });
  const database = new DatabaseSync(queueFile());
  const { changes } = database
    .prepare('UPDATE known_good SET mtime_ns = ?, ctime_ns = ?, inode = ? WHERE path = ?')
    .run(found.mtimeNs, found.ctimeNs, found.ino, path);
  database.close();
  expect(changes).toBe(1);
}

export async function same(path: string): Promise<boolean> {
  return readFileSync(join(cwd, 'out', path)).equals(await demo.bytesOf(path));
}

/** Blocks that a journal marks as done. A journal that does not exist yet has none. */
export function doneBlocks(journal: string): number {
  if (!existsSync(journal)) return 0;
  const bytes = readFileSync(journal).subarray(HEADER_BYTES);
  let done = 0;
  for (let at = 0; at + SLOT_BYTES <= bytes.length; at += SLOT_BYTES) {
    if (bytes.subarray(at, at + 32).some((byte) => byte !== 0)) done += 1;
  }
  return done;
}
