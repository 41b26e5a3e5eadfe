import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { mapDiskError } from '#main/disk/disk-error.ts';
import { createStateFile } from '#main/disk/state-file.ts';
import { writeAtomically } from '#main/disk/write-atomically.ts';
import { formatListing } from '#shared/catalogue/format-listing.ts';
import { readPathLines } from '#shared/catalogue/path-lines.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { NamedSelection } from '#shared/ipc/contract.ts';

/** Selections that the user has named, kept as lists of paths: whatever becomes of the listing, they mean the same. */
export interface Selections {
  list(): Promise<readonly NamedSelection[]>;
  /** Replaces one of the same name. Throws AppError. */
  save(name: string, paths: readonly string[]): Promise<void>;
  /** The paths of one. Throws AppError `bad-usage` where there is none of that name. */
  load(name: string): Promise<readonly string[]>;
  delete(name: string): Promise<void>;
}

const indexSchema: z.ZodType<readonly NamedSelection[]> = z.array(
  z.object({ name: z.string(), files: z.number(), savedAtMs: z.number() }),
);

/**
 * An index, and beside it a text file for each selection, which the command takes by `--files-list`, too.
 *
 * @param folder made when the first is saved
 */
export function createSelections(folder: string, now: () => number = Date.now): Selections {
  const index = createStateFile(join(folder, 'index.json'), indexSchema);
  const fileOf = (name: string): string =>
    join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 24)}.txt`);
  let turn: Promise<unknown> = Promise.resolve();
  const list = async (): Promise<readonly NamedSelection[]> => (await index.read()).value ?? [];
  /** Changes of the index one after the other. */
  const inTurn = async (change: () => Promise<void>): Promise<void> => {
    const mine = turn.then(change);
    turn = mine.catch(() => undefined);
    await mine;
  };
  return {
    async list() {
      await turn;
      return await list();
    },
    save: (name, paths) =>
      inTurn(async () => {
        const savedAtMs = now();
        await mkdir(folder, { recursive: true }).catch((error: unknown) => {
          throw mapDiskError(error, folder);
        });
        await writeAtomically(fileOf(name), formatListing(paths, new Date(savedAtMs)));
        const others = (await list()).filter((saved) => saved.name !== name);
        await index.write([...others, { name, files: paths.length, savedAtMs }]);
      }),
    async load(name) {
      await turn;
      try {
        return readPathLines(await readFile(fileOf(name), 'utf8')).paths;
      } catch (error) {
        const words = `There is no saved selection called ${JSON.stringify(name)}.`;
        throw new AppError('bad-usage', words, { cause: error });
      }
    },
    delete: (name) =>
      inTurn(async () => {
        const saved = await list();
        await index.write(saved.filter((selection) => selection.name !== name));
        await rm(fileOf(name), { force: true });
      }),
  };
}
