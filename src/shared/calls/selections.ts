import { z } from 'zod';
import { call, type Infer, none } from './declare.ts';
import { count, selection, time } from './values.ts';

const namedSelection = z.object({ name: z.string(), files: count, savedAtMs: time });
export type NamedSelection = Infer<typeof namedSelection>;

const name = z.string().trim().min(1).max(200);

export const selectionsCalls = {
  'selections.list': call(none, z.array(namedSelection)),
  'selections.save': call(z.object({ name, selection }), none),
  'selections.load': call(z.object({ name }), z.object({ selection, missing: count })),
  'selections.delete': call(z.object({ name }), none),
};
