import { isDeepStrictEqual } from 'node:util';
import { lstat, readFile, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { errnoOf, mapDiskError } from './disk-error.ts';
import { writeAtomically } from './write-atomically.ts';

/** A small file with a part of the program's own state, read once and always written as a whole. */
export interface StateFile<T> {
  /**
   * The file's value; null if there is no file. `problem` is a sentence that explains why an existing file is unusable.
   */
  read(): Promise<{ readonly value: T | null; readonly problem: string | null }>;
  /**
   * Writes one value at a time; of several waiting values only the last is written. Members that this version does not
   * know, and members unchanged since they were read, stay as they are in the file. An unusable file is renamed first.
   * Throws AppError.
   */
  write(value: T): Promise<void>;
}

/** @param schema for the file's value; anything else counts as damaged */
export function createStateFile<T>(file: string, schema: z.ZodType<T>): StateFile<T> {
  let waiting: { readonly value: T; readonly written: Promise<void> } | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let found: { readonly text: unknown; readonly value: T } | null = null;
  let isUnusable = false;
  const unusable = (why: string) => {
    isUnusable = true;
    const kept = `It is kept: the next write renames it to ${basename(file)}.set-aside.`;
    return { value: null, problem: `${why} ${kept}` };
  };
  return {
    async read() {
      let text: string;
      found = null;
      isUnusable = false;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return { value: null, problem: null };
        return unusable(mapDiskError(error, file).message);
      }
      let read: unknown;
      try {
        read = JSON.parse(text);
      } catch {
        return unusable(`${file}: it is damaged (not JSON).`);
      }
      const parsed = schema.safeParse(read);
      if (parsed.success) {
        found = { text: read, value: parsed.data };
        return { value: parsed.data, problem: null };
      }
      const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
      return unusable(`${file}: ${where || 'its content'} is invalid.`);
    },
    write(value) {
      if (waiting !== null) {
        waiting = { value, written: waiting.written };
        return waiting.written;
      }
      const written = writing.then(async () => {
        const latest = waiting?.value ?? value;
        waiting = null;
        if (isUnusable) await setAside(file);
        isUnusable = false;
        const kept = found === null ? latest : keepUnknown(found.text, found.value, latest);
        await writeAtomically(file, `${JSON.stringify(kept, null, 2)}\n`);
        found = { text: kept, value: latest };
      });
      waiting = { value, written };
      writing = written.catch(() => undefined);
      return written;
    },
  };
}

/**
 * Merges `next` into the file's content. A member that was not changed since it was read stays as it is in the file: a
 * later version may have written a value that this one can't read.
 */
function keepUnknown(text: unknown, read: unknown, next: unknown): unknown {
  if (!isRecord(text) || !isRecord(read) || !isRecord(next)) return next;
  const unchanged = Object.entries(text).filter(
    ([key]) => !Object.hasOwn(next, key) || isDeepStrictEqual(next[key], read[key]),
  );
  return { ...next, ...Object.fromEntries(unchanged) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Renames a file, so that nothing overwrites it. Throws AppError. */
async function setAside(file: string): Promise<void> {
  try {
    for (let count = 1; ; count += 1) {
      const aside = `${file}.set-aside${count === 1 ? '' : `-${count}`}`;
      // The folder is the program's own; two programs that do this at once both rename something.
      if ((await lstat(aside).catch(() => null)) !== null) continue;
      await rename(file, aside);
      return;
    }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw mapDiskError(error, file);
  }
}
