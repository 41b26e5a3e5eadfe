import type { LibraryService } from '#main/app/library/library-service.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';
import { mustBeConnected } from './must-be-connected.ts';

export interface LibraryHandlerDeps {
  readonly library: LibraryService;
  readonly isConnected: () => boolean;
}

export function libraryHandlers({
  library,
  isConnected,
}: LibraryHandlerDeps): HandlersOf<'library'> {
  return {
    'library.get': async () => library.state(),
    'library.verify': ({ selection, withSha256 }) => done(library.begin(selection, withSha256)),
    'library.cancel': () => done(library.cancel()),
    'library.rows': async (query) => library.notable(query),
    'library.mend': async () => {
      mustBeConnected(isConnected);
      return { added: await library.mend() };
    },
    'library.manifest': async ({ as }) => ({ text: await library.manifest(as) }),
  };
}
