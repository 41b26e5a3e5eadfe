import type { FileStatesService } from '#main/app/library/file-states.ts';
import type { LibraryService } from '#main/app/library/library-service.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';
import { mustBeConnected } from './must-be-connected.ts';

export interface LibraryHandlerDeps {
  readonly library: LibraryService;
  readonly fileStates: FileStatesService;
  readonly isConnected: () => boolean;
}

export function libraryHandlers({
  library,
  fileStates,
  isConnected,
}: LibraryHandlerDeps): HandlersOf<'library'> {
  return {
    'library.get': async () => library.state(),
    'library.verify': ({ selection, withSha256 }) => done(library.begin(selection, withSha256)),
    'library.cancel': () => done(library.cancel()),
    'library.fileStates': () => fileStates.get(),
    'library.rows': async (query) => library.notable(query),
    'library.repair': async () => {
      mustBeConnected(isConnected);
      return { added: await library.repair() };
    },
    'library.manifest': async ({ as }) => ({ text: await library.manifest(as) }),
  };
}
