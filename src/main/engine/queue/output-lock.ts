import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, mapDiskError } from '#main/system/disk/disk-error.ts';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import { OPEN_OWN_FLAGS } from '#main/system/disk/own-file.ts';
import { type Clock, systemClock } from '#main/system/time/clock.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import {
  createLock,
  type FoundLock,
  readLock,
  removeDeadLock,
  removeIfThere,
} from './lock-file.ts';
import {
  describeSelf,
  type Holder,
  isProvablyDead,
  isSilentButAlive,
  parseHolder,
} from './lock-holder.ts';
import { cannotRead, cannotRemove, inUse, maybeInUse, takenOver } from './lock-words.ts';

/** Refused as the name of a survey file by local-name.ts. */
const LOCK_NAME = '.vast-pilot.lock';

/** A holder writes to its lock this often. */
const BEAT_EVERY_MS = 5_000;
/** A lock that stays the same for so many checks, a second apart, is dead. Checks are counted, because clocks jump. */
const CHECKS = 30;
const CHECK_EVERY_MS = 1_000;
/** A holder that has not seen its lock for so long checks it before it gives a file its final name. */
const SURE_FOR_MS = 2 * BEAT_EVERY_MS;
const MAX_ATTEMPTS = 5;

export interface LockOptions {
  readonly clock?: Clock;
  /** Ends the watching of another's lock; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Whether a lock that may be dead is watched. Without, it counts as alive. @default true */
  readonly watches?: boolean;
  /** A sentence for the user: watching begins, and may take 30 s. */
  readonly onWatching?: (message: string) => void;
  /** Another program has taken the folder over, because this one stood still for too long. */
  readonly onLost?: (error: AppError) => void;
}

export interface OutputLock {
  /** Throws AppError `in-use` where another program has taken the folder over. */
  check(): void;
  /** Writes to the lock, which shows others that its holder is at work. Happens by itself every few seconds. */
  beat(): Promise<void>;
  /** Releases the folder. Does nothing the second time. Throws nothing. */
  release(): void;
}

/** The locks that this thread holds. */
const heldHere = new Set<string>();

/**
 * Makes sure that one program at a time downloads into `outputFolder` (created if missing), by a file in it that names
 * its holder and changes every few seconds. A lock that stays the same for 30 s, or whose process is dead for certain, is
 * taken over. Throws AppError `in-use` with the holder, the signal's reason, or the disk's own trouble.
 */
export async function lockOutput(
  outputFolder: string,
  options: LockOptions = {},
): Promise<OutputLock> {
  const file = join(outputFolder, LOCK_NAME);
  const id = randomUUID();
  const self = describeSelf(id);
  try {
    makeFolder(outputFolder);
    for (let tries = 1; !createLock(file, contentOf(self, 0)); tries += 1) {
      const found = look(file);
      if (found === null) continue;
      const holder = parseHolder(found.content);
      if (tries === MAX_ATTEMPTS) throw inUse(outputFolder, holder);
      if (await isAlive(outputFolder, file, found, self, options)) {
        throw inUse(outputFolder, parseHolder(look(file)?.content ?? '') ?? holder);
      }
      try {
        removeDeadLock(file, found);
      } catch (error) {
        throw cannotRemove(file, holder, error);
      }
    }
  } catch (error) {
    if (options.signal?.aborted === true) throw options.signal.reason;
    throw mapDiskError(error, outputFolder);
  }
  return hold(outputFolder, file, self, options);
}

function look(file: string): FoundLock | null {
  try {
    return readLock(file);
  } catch (error) {
    throw cannotRead(file, error);
  }
}

async function isAlive(
  outputFolder: string,
  file: string,
  found: FoundLock,
  self: Holder,
  { clock = systemClock, signal, watches = true, onWatching }: LockOptions,
): Promise<boolean> {
  const holder = parseHolder(found.content);
  if (holder !== null) {
    const isOurs = heldHere.has(holder.id ?? '');
    if (isOurs || isSilentButAlive(holder)) return true;
    if (isProvablyDead(holder, self, isOurs)) return false;
  }
  if (!watches) throw maybeInUse(outputFolder, holder);
  onWatching?.(maybeInUse(outputFolder, holder).message);
  for (let looks = 0; looks < CHECKS; looks += 1) {
    await clock.delay(CHECK_EVERY_MS, signal);
    const now = look(file);
    // Its holder has released it: the next attempt creates ours.
    if (now === null) return false;
    if (now.mark !== found.mark) return true;
  }
  return false;
}

function hold(
  outputFolder: string,
  file: string,
  self: Holder,
  { clock = systemClock, onLost }: LockOptions,
): OutputLock {
  const id = self.id ?? '';
  const folder = folderIdentity(outputFolder);
  let beats = 0;
  let sureAtMs = clock.now();
  let lost: AppError | null = null;
  heldHere.add(id);

  const lose = (content: string): void => {
    if (lost !== null || !heldHere.has(id)) return;
    lost = takenOver(outputFolder, parseHolder(content));
    clearInterval(beating);
    onLost?.(lost);
  };
  const beat = async (): Promise<void> => {
    if (lost !== null || !heldHere.has(id)) return;
    try {
      const content = contentOf(self, (beats += 1));
      const handle = await open(file, OPEN_OWN_FLAGS);
      try {
        const found = await handle.readFile('utf8');
        if (!found.includes(id)) return lose(found);
        await handle.write(content, 0);
      } finally {
        // Network file systems pass on what was written only when the file is closed.
        await handle.close();
      }
      sureAtMs = clock.now();
    } catch (error) {
      // Somebody deleted it. Where the whole folder is gone nothing is written in its place.
      const isDeleted = errnoOf(error) === 'ENOENT' && folderIdentity(outputFolder) === folder;
      if (isDeleted && lost === null && heldHere.has(id)) recreate(file, contentOf(self, beats));
      // Any other error also fails the writes of files, which report it to the user.
    }
  };
  const beating = setInterval(() => void beat(), BEAT_EVERY_MS).unref();

  return {
    beat,
    check(): void {
      // By the wall clock, which goes on while the machine sleeps; and it may be set back.
      if (lost === null && Math.abs(clock.now() - sureAtMs) > SURE_FOR_MS) {
        const found = readIfPossible(file);
        if (found !== null && !found.includes(id)) lose(found);
        sureAtMs = clock.now();
      }
      if (lost !== null) throw lost;
    },
    release(): void {
      clearInterval(beating);
      if (!heldHere.delete(id)) return;
      if (readIfPossible(file)?.includes(id) === true) removeIfPossible(file);
    },
  };
}

/** Always of the same length, so that a heartbeat writes over the last one. */
function contentOf(self: Holder, beats: number): string {
  return `${JSON.stringify({ ...self, beats: String(beats).padStart(12, '0') })}\n`;
}

function recreate(file: string, content: string): void {
  try {
    createLock(file, content);
  } catch {
    // The next heartbeat tries again.
  }
}

function readIfPossible(file: string): string | null {
  try {
    return readLock(file)?.content ?? null;
  } catch {
    return null;
  }
}

/** A lock that stays (on a disk that became read-only) no longer changes, so it counts as dead. */
function removeIfPossible(file: string): void {
  try {
    removeIfThere(file);
  } catch {
    // The work itself has ended, and its holder can do no more.
  }
}

function folderIdentity(folder: string): string | null {
  try {
    const { dev, ino } = statSync(folder, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
