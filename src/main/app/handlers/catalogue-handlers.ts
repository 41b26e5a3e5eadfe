import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';
import { mustBeConnected } from './must-be-connected.ts';

export interface CatalogueHandlerDeps {
  readonly catalogue: CatalogueService;
  readonly isConnected: () => boolean;
  readonly refreshListing: (includeLegacy: boolean) => Promise<void>;
}

export function catalogueHandlers({
  catalogue,
  isConnected,
  refreshListing,
}: CatalogueHandlerDeps): HandlersOf<'catalogue'> {
  return {
    'catalogue.get': () => catalogue.get(),
    'catalogue.info': () => catalogue.info(),
    'catalogue.changes': () => catalogue.changes(),
    'catalogue.refresh': async ({ includeLegacy }) => {
      mustBeConnected(isConnected);
      return await done(refreshListing(includeLegacy));
    },
    'catalogue.importListing': async ({ text }) => ({
      warnings: (await catalogue.show({ kind: 'text', text }, 'imported')) ?? [],
    }),
    'catalogue.useBuiltin': () => done(catalogue.show({ kind: 'builtin' }, 'builtin')),
    'catalogue.onDisk': () => catalogue.onDisk(),
  };
}
