import { z } from 'zod';
import type { ToldFacts } from '../api/metadata.ts';

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

export function bend(truth: ToldFacts, lies: readonly Lie[]): ToldFacts {
  return lies.reduce(
    (told, lie) => ({
      path: told.path,
      name: lie.name ?? told.name,
      size: lie.size ?? told.size,
      rev: lie.rev ?? told.rev,
      contentHash: lie.contentHash === undefined ? told.contentHash : lie.contentHash,
    }),
    truth,
  );
}
