import { z } from 'zod';
import { call, type Infer, none } from './declare.ts';
import { oneOf, shortText, versioned } from './values.ts';

/** What a program can be sent. */
export type SampKind = 'images' | 'tables' | 'positions';

const kind = oneOf<SampKind>({ images: 'images', tables: 'tables', positions: 'positions' });

const state = z.object({
  /** `refused`: there is a lock file that must not be used, for the reason. */
  hub: z.enum(['none', 'found', 'refused']),
  reason: z.string().nullable(),
  /** Programs at the hub but us; of those with one name, one. */
  programs: z.array(z.object({ name: z.string(), takes: z.array(kind) })),
});
export type SampState = Infer<typeof state>;

/** A program's name; null for all that take it. */
const to = z.string().max(200).nullable();

const delivered = z.array(
  z.object({
    program: z.string(),
    /** Only `done` is success. */
    outcome: z.enum(['done', 'unanswered', 'failed']),
    reason: z.string().nullable(),
  }),
);
export type SampDelivered = Infer<typeof delivered>;

const position = z.object({
  raDeg: z.number().min(0).max(360),
  decDeg: z.number().min(-90).max(90),
});

export const sampCalls = {
  'samp.get': call(none, versioned(state)),
  /** Sends a file on disk; its path below the output folder, with a leading `/`. */
  'samp.sendFile': call(z.object({ path: shortText, to }), delivered),
  /** Points programs at a position, ICRS. */
  'samp.point': call(position.extend({ to }), delivered),
};

export const sampEvents = {
  'samp.changed': versioned(state),
  /** A program points at a position, ICRS. */
  'samp.pointed': position,
};
