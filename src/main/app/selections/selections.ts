import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { createStateFile } from '#main/system/disk/state-file.ts';
import { createTurns } from '#main/system/disk/turns.ts';
import { writeAtomically } from '#main/system/disk/write-atomically.ts';
import { formatListing } from '#shared/catalogue/format-listing.ts';
import { readPathLines } from '#shared/catalogue/path-lines.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { NamedSelection } from '#shared/ipc/contract.ts';

/** Selections that the user has named, kept as lists of paths: whatever becomes of the listing, they mean the same. */
export interface Selections {
  /** Throws AppError `disk-error` while the index can't be read. */
  list(): Promise<readonly NamedSelection[]>;
  /** Replaces one of the same name. Throws AppError. */
  save(name: string, paths: readonly string[]): Promise<void>;
  /** The paths of one. Throws AppError `bad-usage` where there is none of that name. */
  load(name: string): Promise<readonly string[]>;
  delete(name: string): Promise<void>;
}

/** A later version may say more of one, or write some that this one can't read: those are kept as they are. */
const entrySchema = z.looseObject({
  name: z.string(),
  files: z.number(),
  savedAtMs: z.number(),
});

type Entry = z.infer<typeof entrySchema>;

function readEntry(value: unknown): Entry | null {
  return entrySchema.safeParse(value).data ?? null;
}

/**
 * An index, and beside it a text file for each selection, which the command takes by `--files-list`, too.
 *
 * @param folder made when the first is saved
 */
export function createSelections(folder: string, now: () => number = Date.now): Selections {
  const index = createStateFile(join(folder, 'index.json'), z.array(z.unknown()));
  const fileOf = (name: string): string =>
    join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.txt`);
  /** Changes of the index come one after the other. */
  const turns = createTurns();
  /** All entries as they stand in the index, also those that can't be read. */
  const entries = async (): Promise<readonly unknown[]> => (await index.read()).value ?? [];
  const isOther = (name: string) => (entry: unknown) => readEntry(entry)?.name !== name;
  return {
    async list() {
      await turns.settled();
      const { value, problem } = await index.read();
      if (problem !== null) {
        throw new AppError(
          'disk-error',
          `${problem} The lists of files in ${folder} are all there.`,
        );
      }
      return (value ?? []).flatMap((entry) => readEntry(entry) ?? []);
    },
    save: (name, paths) =>
      turns.run(async () => {
        const savedAtMs = now();
        await mkdir(folder, { recursive: true }).catch((error: unknown) => {
          throw mapDiskError(error, folder);
        });
        await writeAtomically(fileOf(name), formatListing(paths, new Date(savedAtMs)));
        const others = (await entries()).filter(isOther(name));
        await index.write([...others, { name, files: paths.length, savedAtMs }]);
      }),
    async load(name) {
      await turns.settled();
      try {
        return readPathLines(await readFile(fileOf(name), 'utf8')).paths;
      } catch (error) {
        const words = `There is no saved selection called ${JSON.stringify(name)}.`;
        throw new AppError('bad-usage', words, { cause: error });
      }
    },
    delete: (name) =>
      turns.run(async () => {
        await index.write((await entries()).filter(isOther(name)));
        await rm(fileOf(name), { force: true });
      }),
  };
}
