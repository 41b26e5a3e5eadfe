import { z } from 'zod';
import { answerFaultSchema } from './answer-fault.ts';
import { arrivalFaultSchema } from './arrival-fault.ts';
import { fileFaultSchema } from './file-fault.ts';
import { lieSchema } from './lie.ts';
import { wireFaultSchema } from './wire-fault.ts';

/** A fault, and the calls that it strikes. Rules count for themselves; several may strike the same call. */
export const faultRuleSchema = z.strictObject({
  /** What goes wrong; each kind is described where its schema is. */
  fault: z.discriminatedUnion('kind', [
    arrivalFaultSchema,
    fileFaultSchema,
    answerFaultSchema,
    wireFaultSchema,
    lieSchema,
  ]),
  /** As Dropbox names it, `sharing/get_shared_link_file`; all routes where it is left out. */
  route: z.union([z.string(), z.array(z.string())]).optional(),
  /** Of the file or folder, without regard to case; `*` stands for anything. All calls where it is left out. */
  path: z.string().optional(),
  /** How many calls to let through first. */
  after: z.int().nonnegative().default(0),
  /** How many calls to strike then; all of them where it is left out. */
  times: z.int().positive().optional(),
  /** Of striking a call that could be struck; drawn from the demo's seed. */
  probability: z.number().min(0).max(1).default(1),
  /** Whether `after` and `times` count for each path by itself. */
  perPath: z.boolean().default(false),
});

export type FaultRule = z.output<typeof faultRuleSchema>;
/** A rule as it is written: what has a default may be left out. */
export type FaultRuleInput = z.input<typeof faultRuleSchema>;
