import { makeFolder } from '#main/disk/make-folder.ts';
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { AppError } from '#shared/errors/app-error.ts';
import { errnoOf, mapDiskError } from '#main/disk/disk-error.ts';

/** Refused as the name of a survey file by local-name.ts. */
const LOCK_NAME = '.vast-pilot.lock';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** The process's start time as the kernel counts it; tells a reused pid. Null where it can't be had. */
  readonly startTicks: string | null;
}

/** Field 22 of /proc/PID/stat; the name before it may hold spaces and brackets. */
function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { pid, host, startTicks: ticks } = value as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof host !== 'string') return null;
    return { pid, host, startTicks: typeof ticks === 'string' ? ticks : null };
  } catch {
    return null;
  }
}

/** Folders that this thread holds. A lock of our own process beside them is that of a thread that died. */
const heldHere = new Set<string>();

/** Whether the process that wrote the lock is gone for certain. Of another machine we can never be certain. */
function isStale(holder: Holder | null, file: string): boolean {
  if (holder === null) return true;
  if (holder.host !== hostname()) return false;
  if (holder.pid === process.pid) return !heldHere.has(file);
  if (!isAlive(holder.pid)) return true;
  return holder.startTicks !== null && startTicks(holder.pid) !== holder.startTicks;
}

export interface OutputLock {
  /** Gives the folder free. Does nothing the second time. */
  release(): void;
}

/** Makes the lock appear with its content in one step; false if one is there. */
function createLock(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, content);
    linkSync(draft, file);
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST') return false;
    if (errno !== 'EPERM' && errno !== 'ENOTSUP' && errno !== 'ENOSYS') throw error;
  } finally {
    removeIfThere(draft);
  }
  // Disks without hard links (FAT) get the lock in two steps.
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes a dead process's lock out of the way. Moving it first makes sure that of two processes that saw the same
 * dead lock, the slower one doesn't delete the new lock of the faster one.
 */
function clearStale(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readText(aside) !== stale) createLock(file, readText(aside));
  removeIfThere(aside);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export interface OutputLock {
  /** Gives the folder free. Does nothing the second time. */
  release(): void;
}

/**
 * Makes sure that only one process downloads into `outputFolder` (created if missing), by a file in it that
 * names the holder. The lock of a process that died is taken over. Throws AppError `in-use` with the other's
 * pid, or the disk's own trouble.
 */
export function lockOutput(outputFolder: string): OutputLock {
  const file = join(outputFolder, LOCK_NAME);
  const self: Holder = { pid: process.pid, host: hostname(), startTicks: startTicks(process.pid) };
  const content = `${JSON.stringify(self)}\n`;
  try {
    makeFolder(outputFolder);
    for (let tries = 0; !createLock(file, content); tries += 1) {
      const text = readText(file);
      const holder = parseHolder(text);
      if (!isStale(holder, file) || tries === 3) throw inUse(outputFolder, holder ?? self, file);
      clearStale(file, text);
    }
  } catch (error) {
    throw mapDiskError(error, outputFolder);
  }
  heldHere.add(file);
  return {
    release(): void {
      if (heldHere.delete(file)) removeIfThere(file);
    },
  };
}

function inUse(outputFolder: string, holder: Holder, file: string): AppError {
  const elsewhere = holder.host === hostname() ? '' : ` on ${holder.host}`;
  const advice =
    elsewhere === ''
      ? 'Wait for it, stop it, or choose another output folder.'
      : `If that one is gone for certain, delete ${file}.`;
  return new AppError(
    'in-use',
    `${outputFolder}: process ${holder.pid}${elsewhere} is downloading into this folder already. ${advice}`,
  );
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}
