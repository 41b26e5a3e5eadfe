import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { fileAt, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';

export interface HeadersHandlerDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly catalogue: Pick<CatalogueService, 'get'>;
  readonly outputFolder: () => string;
  /** Names the shared link that the output folder belongs to; null if it is not known. */
  readonly linkKey: () => string | null;
}

export function headersHandlers({
  engine,
  catalogue,
  outputFolder,
  linkKey,
}: HeadersHandlerDeps): HandlersOf<'headers'> {
  return {
    'headers.read': async ({ path }) => {
      const { value } = await catalogue.get();
      const row = rowOfPath(value, path);
      if (row === -1) throw new AppError('bad-usage', `${path} is not in the listing on view.`);
      const read = await engine.call('header', {
        path,
        downloadsFolder: outputFolder(),
        linkKey: linkKey(),
        rev: fileAt(value, row).rev,
      });
      if (read !== null) return read;
      throw new AppError(
        'bad-usage',
        'The file is not on this disk. Connect, or try the demo survey, to read its header alone.',
      );
    },
  };
}
