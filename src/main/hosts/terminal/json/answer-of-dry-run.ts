import { type Bitset, rowsOf } from '#shared/catalogue/bitset.ts';
import { type Catalogue, fileAt, productAt } from '#shared/catalogue/catalogue.ts';
import type { PlanSize } from '#shared/plan/plan-size.ts';
import type { Results } from './answer-schema.ts';

type DryRun = Results['dry-run'];

/** The files that are selected, and what they come to. */
export function answerOfDryRun(
  catalogue: Catalogue,
  rows: Bitset,
  { size, ...facts }: Pick<DryRun, 'source' | 'outputFolder' | 'freeBytes'> & { size: PlanSize },
): DryRun {
  return {
    source: facts.source,
    files: [...rowsOf(rows)].map((row) => {
      const { path, size: bytes } = fileAt(catalogue, row);
      const { epoch, field, sbid, stokes, kind: product } = productAt(catalogue, row);
      return { path, bytes, epoch, field, sbid, stokes, product };
    }),
    knownBytes: size.knownBytes,
    unknownSizes: size.unknownFiles,
    estimatedBytes: size.estimatedBytes,
    outputFolder: facts.outputFolder,
    freeBytes: facts.freeBytes,
  };
}
