import { z } from 'zod';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { call, type Infer, none } from './declare.ts';
import { count, time, versioned } from './values.ts';

/** How a table is read where it leaves a doubt; members that are left out are decided by the table. */
const readOptions = z.object({
  raUnit: z.enum(['degrees', 'hours']).exactOptional(),
  frame: z.enum(['ICRS', 'FK5 J2000', 'galactic']).exactOptional(),
});

const id = z.uuid();
const name = z.string().trim().min(1).max(200);

/** A table of sources that the user has brought, kept as it came. */
const sourceTable = z.object({
  id,
  name: z.string(),
  options: readOptions,
  bytes: count,
  savedAtMs: time,
});
export type SourceTable = Infer<typeof sourceTable>;

const part = z.instanceof(Uint8Array);
const partLength = count.max(16 * 1024 * 1024);

export const sourcesCalls = {
  'sources.get': call(none, versioned(z.array(sourceTable))),
  /** A part of a table as it came, and the bytes of all of it. */
  'sources.load': call(
    z.object({ id, at: count, length: partLength }),
    z.object({ part, bytes: count }),
  ),
  /** The next part of a table that is going to be saved; `at` are the bytes before it. */
  'sources.append': call(
    z.object({ id, at: count, part: part.refine(({ length }) => length <= MAX_TEXT_BYTES) }),
    none,
  ),
  /** Keeps the table of the appended parts over restarts. */
  'sources.save': call(z.object({ id, name, options: readOptions }), none),
  /** Renames a table, or changes how it is read. */
  'sources.change': call(z.object({ id, name, options: readOptions }), none),
  'sources.delete': call(z.object({ id }), none),
};

export const sourcesEvents = {
  'sources.changed': versioned(z.array(sourceTable)),
};
