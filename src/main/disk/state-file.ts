import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { errnoOf, mapDiskError } from './disk-error.ts';
import { writeAtomically } from './write-atomically.ts';

/** A small file of the program's own state, read once and written whole. */
export interface StateFile<T> {
  /**
   * What the file holds; null where there is none. `problem` says in words why a file that is there is of no use.
   */
  read(): Promise<{ readonly value: T | null; readonly problem: string | null }>;
  /** Writes one after the other; of several that wait only the last is written. Throws AppError. */
  write(value: T): Promise<void>;
}

/** @param schema what a readable file holds; anything else counts as damaged */
export function createStateFile<T>(file: string, schema: z.ZodType<T>): StateFile<T> {
  let waiting: { readonly value: T; readonly written: Promise<void> } | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  return {
    async read() {
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return { value: null, problem: null };
        return { value: null, problem: mapDiskError(error, file).message };
      }
      try {
        const parsed = schema.safeParse(JSON.parse(text));
        if (parsed.success) return { value: parsed.data, problem: null };
        const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
        return { value: null, problem: `${file}: ${where || 'it'} can't be right.` };
      } catch {
        return { value: null, problem: `${file}: it is damaged.` };
      }
    },
    write(value) {
      if (waiting !== null) {
        waiting = { value, written: waiting.written };
        return waiting.written;
      }
      const written = writing.then(async () => {
        const latest = waiting?.value ?? value;
        waiting = null;
        await writeAtomically(file, `${JSON.stringify(latest, null, 2)}\n`);
      });
      waiting = { value, written };
      writing = written.catch(() => undefined);
      return written;
    },
  };
}
