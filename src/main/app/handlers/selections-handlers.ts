import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { Selections } from '#main/app/selections/selections.ts';
import { pathsOf } from '#shared/catalogue/catalogue.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';

export interface SelectionsHandlerDeps {
  readonly catalogue: CatalogueService;
  readonly selections: Selections;
}

export function selectionsHandlers({
  catalogue,
  selections,
}: SelectionsHandlerDeps): HandlersOf<'selections'> {
  return {
    'selections.list': () => selections.list(),
    'selections.save': async ({ name, selection }) => {
      const { catalogue: columns, rows } = await catalogue.rowsOf(selection);
      return await done(selections.save(name, [...pathsOf(columns, rows)]));
    },
    'selections.load': async ({ name }) => {
      const paths = await selections.load(name);
      const { selection, missing } = await catalogue.rowsOfPaths(paths);
      return { selection, missing: missing.length };
    },
    'selections.delete': ({ name }) => done(selections.delete(name)),
  };
}
