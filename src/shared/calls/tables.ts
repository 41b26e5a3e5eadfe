import { z } from 'zod';
import { call, type Infer } from './declare.ts';
import { count, shortText } from './values.ts';

const numbers: z.ZodType<Float64Array> = z.instanceof(Float64Array);
const described = { name: z.string(), unit: z.string().nullable(), ucd: z.string().nullable() };

/** A catalogue of selavy by columns. */
const table = z.object({
  rowCount: count,
  columns: z.array(
    z.discriminatedUnion('kind', [
      /** The cells with line feeds between them: one text is checked sooner than a hundred thousand. */
      z.object({ ...described, kind: z.literal('text'), cells: z.string() }),
      z.object({ ...described, kind: z.enum(['number', 'integer']), values: numbers }),
    ]),
  ),
});
export type SentTable = Infer<typeof table>;

export const tablesCalls = {
  /** A catalogue on this disk, by its path in the list of files. */
  'tables.read': call(z.object({ path: shortText }), table),
};
