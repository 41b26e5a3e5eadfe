import { z } from 'zod';
import { call, type Infer } from './declare.ts';
import { count, flag, longText, selection, shortText, strings, textOutput } from './values.ts';

/** The content of a dropped or chosen text. */
const parsedInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fields'),
    /** The table's column with the fields; null for names without a table. */
    column: z.string().nullable(),
    fields: strings,
    /** For these fields, the epochs that the table names and the listing has; null if it names no epochs. */
    epochs: z.array(z.object({ field: z.string(), epochs: strings })).nullable(),
    unknown: strings,
    warnings: strings,
  }),
  z.object({ kind: z.literal('files'), selection, unknown: strings, warnings: strings }),
  /** A `dropbox.cfg`, with what the user should know before anything is sent. */
  z.object({ kind: z.literal('config'), warnings: strings }),
]);
export type ParsedInput = Infer<typeof parsedInput>;

const planSummary = z.object({
  files: count,
  /** Of the files of known size. */
  bytes: z.number(),
  /** Files of unknown size, and an estimate of their bytes in all (from files of the same kind). */
  unknownFiles: count,
  estimatedBytes: z.number().nullable(),
  /** Files that are on disk already, with the listed size. */
  filesOnDisk: count,
  /** Free on the disk of the output folder; null if unknown. */
  freeBytes: z.number().nullable(),
  /** The command with the same effect, and whether it reads a list of files that has to be saved. */
  command: z.string(),
  commandNeedsList: flag,
});
export type PlanSummary = Infer<typeof planSummary>;

export const planCalls = {
  'inputs.parse': call(z.object({ name: shortText, text: longText }), parsedInput),
  'plan.summarize': call(selection, planSummary),
  /** The paths, one a line, as `--dry-run` prints them. */
  'plan.list': call(selection, textOutput),
};
