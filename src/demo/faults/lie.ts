import { z } from 'zod';
import type { ToldFacts } from './told-facts.ts';

/** Untrue facts of a file, in listings and with its content. Facts that are left out stay true. */
export const lieSchema = z.object({
  kind: z.literal('lie'),
  name: z.string().optional(),
  size: z.int().nonnegative().optional(),
  rev: z.string().optional(),
  /** Null tells none. */
  contentHash: z.string().nullable().optional(),
});

export type Lie = z.output<typeof lieSchema>;

/** The facts with these lies applied; a later lie overrides an earlier one. */
export function bend(truth: ToldFacts, lies: readonly Lie[]): ToldFacts {
  return lies.reduce(bentBy, truth);
}

function bentBy(told: ToldFacts, { name, size, rev, contentHash }: Lie): ToldFacts {
  return {
    path: told.path,
    id: told.id,
    name: name ?? told.name,
    size: size ?? told.size,
    rev: rev ?? told.rev,
    // Computing the true one may take a second.
    get contentHash() {
      return contentHash === undefined ? told.contentHash : contentHash;
    },
  };
}
