import { isDeepStrictEqual } from 'node:util';
import { lstat, readFile, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { errnoOf, mapDiskError } from './disk-error.ts';
import { writeAtomically } from './write-atomically.ts';

/** A small file of the program's own state, read once and written whole. */
export interface StateFile<T> {
  /**
   * What the file holds; null where there is none. `problem` says in words why a file that is there is of no use.
   */
  read(): Promise<{ readonly value: T | null; readonly problem: string | null }>;
  /**
   * Writes one after the other; of several that wait only the last is written. Members that were read and that this
   * version does not know, or that are as they were read, stay as they stand in the file. A file that was of no use is
   * set aside first, under a name of its own. Throws AppError.
   */
  write(value: T): Promise<void>;
}

/** @param schema what a readable file holds; anything else counts as damaged */
export function createStateFile<T>(file: string, schema: z.ZodType<T>): StateFile<T> {
  let waiting: { readonly value: T; readonly written: Promise<void> } | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let found: { readonly text: unknown; readonly value: T } | null = null;
  let isUseless = false;
  const useless = (why: string) => {
    isUseless = true;
    const kept = `Nothing is written over it: the next one sets it aside as ${basename(file)}.set-aside.`;
    return { value: null, problem: `${why} ${kept}` };
  };
  return {
    async read() {
      let text: string;
      found = null;
      isUseless = false;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return { value: null, problem: null };
        return useless(mapDiskError(error, file).message);
      }
      let read: unknown;
      try {
        read = JSON.parse(text);
      } catch {
        return useless(`${file}: it is damaged (no JSON).`);
      }
      const parsed = schema.safeParse(read);
      if (parsed.success) {
        found = { text: read, value: parsed.data };
        return { value: parsed.data, problem: null };
      }
      const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
      return useless(`${file}: ${where || 'it'} can't be right.`);
    },
    write(value) {
      if (waiting !== null) {
        waiting = { value, written: waiting.written };
        return waiting.written;
      }
      const written = writing.then(async () => {
        const latest = waiting?.value ?? value;
        waiting = null;
        if (isUseless) await setAside(file);
        isUseless = false;
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
 * `next` over what a file held. A member that was not changed since it was read stays as it stood: a later version may
 * have written what this one can't read.
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

/** Gives a file a name of its own, so that nothing is written over it. Throws AppError. */
async function setAside(file: string): Promise<void> {
  try {
    for (let count = 1; ; count += 1) {
      const aside = `${file}.set-aside${count === 1 ? '' : `-${count}`}`;
      // The folder is the program's own; two programs that do this at once both move something away.
      if ((await lstat(aside).catch(() => null)) !== null) continue;
      await rename(file, aside);
      return;
    }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw mapDiskError(error, file);
  }
}
