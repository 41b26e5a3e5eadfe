import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { createStateFile } from '#main/system/disk/state-file.ts';
import { createTurns } from '#main/system/disk/turns.ts';
import { writeAtomically } from '#main/system/disk/write-atomically.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import type { SourceTable, Versioned } from '#shared/ipc/contract.ts';

/** Far more lists than anybody keeps an eye on. */
const MAX_TABLES = 100;
/** Of all tables together: several with a million sources. */
const MAX_ALL_BYTES = 512 * 1024 * 1024;

/** A table that is to be kept, and what its list is called. */
export type NewTable = Pick<SourceTable, 'id' | 'name' | 'options'> & {
  readonly table: Uint8Array;
};

/** Tables of sources that the user has brought, as they came: how they are read may change later. */
export interface SourceTables {
  /** Throws AppError `disk-error` while the index can't be read. */
  get(): Promise<Versioned<readonly SourceTable[]>>;
  /** Up to `length` bytes of a table, from `at` on. Throws AppError `bad-usage` where there is no such table. */
  load(
    id: string,
    at: number,
    length: number,
  ): Promise<{ readonly part: Uint8Array<ArrayBuffer>; readonly bytes: number }>;
  /** Throws AppError; `bad-usage` beyond the number of tables or the bytes that are kept. */
  save(table: NewTable): Promise<void>;
  change(table: Pick<SourceTable, 'id' | 'name' | 'options'>): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface SourceTablesDeps {
  /** Made when the first table is saved. */
  readonly folder: string;
  readonly onChanged: (tables: Versioned<readonly SourceTable[]>) => void;
  readonly now?: () => number;
}

/** A later version may write more of a table, or entries that this one can't read: those are kept as they are. */
const entrySchema = z.looseObject({
  id: z.uuid(),
  name: z.string(),
  options: z.looseObject({
    raUnit: z.enum(['degrees', 'hours']).optional(),
    frame: z.enum(['ICRS', 'FK5 J2000', 'galactic']).optional(),
  }),
  bytes: z.number().int().nonnegative(),
  savedAtMs: z.number(),
});

function readEntry(value: unknown): SourceTable | null {
  const entry = entrySchema.safeParse(value).data;
  if (entry === undefined) return null;
  const { id, name, bytes, savedAtMs } = entry;
  const { raUnit, frame } = entry.options;
  const options = { ...(raUnit && { raUnit }), ...(frame && { frame }) };
  return { id, name, options, bytes, savedAtMs };
}

/** An index, and beside it a file for each table. */
export function createSourceTables({
  folder,
  onChanged,
  now = Date.now,
}: SourceTablesDeps): SourceTables {
  const index = createStateFile(join(folder, 'index.json'), z.array(z.unknown()));
  const fileOf = (id: string): string => join(folder, `${id}.table`);
  const turns = createTurns();
  let revision = 0;
  const entries = async (): Promise<readonly unknown[]> => (await index.read()).value ?? [];
  const readable = (all: readonly unknown[]): readonly SourceTable[] =>
    all.flatMap((entry) => readEntry(entry) ?? []);
  /** Changes of the index one after the other. */
  const inTurn = (change: () => Promise<readonly unknown[]>): Promise<void> =>
    turns.run(async () => {
      const next = await change();
      await index.write([...next]);
      revision += 1;
      onChanged({ revision, value: readable(next) });
    });
  return {
    async get() {
      await turns.settled();
      const { value, problem } = await index.read();
      if (problem !== null) {
        throw new AppError('disk-error', `${problem} The tables in ${folder} are all there.`);
      }
      return { revision, value: readable(value ?? []) };
    },
    async load(id, at, length) {
      await turns.settled();
      if (readable(await entries()).every((entry) => entry.id !== id)) throw noSuch();
      try {
        await using file = await open(fileOf(id));
        const { size } = await file.stat();
        const part = new Uint8Array(Math.max(0, Math.min(length, size - at)));
        await file.read(part, 0, part.length, at);
        return { part, bytes: size };
      } catch (error) {
        throw mapDiskError(error, fileOf(id));
      }
    },
    save: ({ table, ...about }) =>
      inTurn(async () => {
        const others = (await entries()).filter((entry) => readEntry(entry)?.id !== about.id);
        refuseTooMuch(readable(others), table.length);
        await writeAtomically(fileOf(about.id), table);
        return [...others, { ...about, bytes: table.length, savedAtMs: now() }];
      }),
    change: ({ id, name, options }) =>
      inTurn(async () => {
        const all = await entries();
        if (readable(all).every((entry) => entry.id !== id)) throw noSuch();
        return all.map((entry) =>
          readEntry(entry)?.id === id ? { ...(entry as object), name, options } : entry,
        );
      }),
    async delete(id) {
      await inTurn(async () => (await entries()).filter((entry) => readEntry(entry)?.id !== id));
      await rm(fileOf(id), { force: true }).catch((error: unknown) => {
        throw mapDiskError(error, fileOf(id));
      });
    },
  };
}

function refuseTooMuch(others: readonly SourceTable[], bytes: number): void {
  if (others.length >= MAX_TABLES) {
    throw new AppError(
      'bad-usage',
      `${MAX_TABLES} lists of sources are kept already: remove one in Sources first.`,
    );
  }
  const before = others.reduce((sum, other) => sum + other.bytes, 0);
  if (before + bytes <= MAX_ALL_BYTES) return;
  throw new AppError(
    'bad-usage',
    `The lists of sources have ${formatBytes(before)}, and with ${formatBytes(bytes)} more they exceed ${formatBytes(MAX_ALL_BYTES)}: remove some in Sources first.`,
  );
}

function noSuch(): AppError {
  return new AppError('bad-usage', 'This list of sources has been removed.');
}
