import { z } from 'zod';
import type { ToldFacts } from './told-facts.ts';

/** What is told of a file, in listings and with its content, that is not so. What is left out is told truly. */
export const lieSchema = z.object({
  kind: z.literal('lie'),
  name: z.string().optional(),
  size: z.int().nonnegative().optional(),
  rev: z.string().optional(),
  /** Null tells none. */
  contentHash: z.string().nullable().optional(),
});

export type Lie = z.output<typeof lieSchema>;

/** What is told where these lies are; a later one goes before an earlier one. */
export function bend(truth: ToldFacts, lies: readonly Lie[]): ToldFacts {
  return lies.reduce(bentBy, truth);
}

function bentBy(told: ToldFacts, { name, size, rev, contentHash }: Lie): ToldFacts {
  return {
    ...told,
    name: name ?? told.name,
    size: size ?? told.size,
    rev: rev ?? told.rev,
    contentHash: contentHash === undefined ? told.contentHash : contentHash,
  };
}
