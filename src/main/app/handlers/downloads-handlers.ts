import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import { filesOnDisk } from '#main/app/files-on-disk.ts';
import { wantedFiles } from '#main/app/plan/wanted-files.ts';
import type { WindowAppOptions } from '#main/app/window-app.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';
import { mustBeConnected } from './must-be-connected.ts';

export interface DownloadsHandlerDeps {
  readonly options: Pick<WindowAppOptions, 'host' | 'platform'>;
  readonly outputFolder: () => string;
  readonly engine: EngineClient;
  readonly catalogue: CatalogueService;
  readonly downloads: DownloadsService;
  readonly isConnected: () => boolean;
}

export function downloadsHandlers({
  options: { host, platform },
  outputFolder,
  engine,
  catalogue,
  downloads,
  isConnected,
}: DownloadsHandlerDeps): HandlersOf<'downloads'> {
  return {
    'downloads.add': async (selection) => {
      mustBeConnected(isConnected);
      const { files, warnings } = await wantedFiles(catalogue, engine, selection);
      await downloads.add(files);
      return { added: files.length, warnings };
    },
    'downloads.get': async () => downloads.snapshot(),
    'downloads.rows': (query) => downloads.rows(query),
    'downloads.pauseAll': () => done(downloads.pauseAll()),
    'downloads.resumeAll': () => done(downloads.resumeAll()),
    'downloads.pause': (target) => done(downloads.pause(target)),
    'downloads.resume': (target) => done(downloads.resume(target)),
    'downloads.retry': (target) => done(downloads.retry(target)),
    'downloads.remove': (target) => downloads.remove(target),
    'downloads.undoRemove': ({ undoToken }) => done(downloads.undoRemove(undoToken)),
    'downloads.reorder': ({ target, beforeId }) => done(downloads.reorder(target, beforeId)),
    'downloads.between': (range) => engine.call('jobsBetween', range),
    'downloads.count': (target) => engine.call('countJobs', target),
    'downloads.paths': (target) => engine.call('pathsOfJobs', target),
    'downloads.report': async () => ({ text: await engine.call('report', null) }),
    'downloads.showFile': async ({ id }) => {
      const file = await engine.call('fileOf', { id });
      return await done(host.showFile(file));
    },
    'downloads.showFolder': () => done(host.showFolder(outputFolder())),
    'downloads.filesOnDisk': async ({ paths }) => ({
      files: await filesOnDisk(outputFolder(), paths, platform),
    }),
  };
}
