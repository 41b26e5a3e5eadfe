import { filesOnDisk } from '#main/app/files-on-disk.ts';
import type { SampService } from '#main/app/samp/samp-service.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';

export interface SampHandlerDeps {
  readonly samp: SampService;
  readonly outputFolder: () => string;
  /** As `process.platform`. */
  readonly platform: string;
}

export function sampHandlers({
  samp,
  outputFolder,
  platform,
}: SampHandlerDeps): HandlersOf<'samp'> {
  return {
    'samp.get': async () => samp.state(),
    'samp.sendFile': async ({ path, to }) => {
      const [file] = await filesOnDisk(outputFolder(), [path], platform);
      if (file == null) {
        throw new AppError('bad-usage', `${path}: the file is not in the output folder.`);
      }
      return await samp.sendFile(file, to);
    },
    'samp.point': ({ raDeg, decDeg, to }) => samp.point({ raDeg, decDeg }, to),
  };
}
