import type { ConnectionService } from '#main/app/connection/connection-service.ts';
import type { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import type { SettingsStore } from '#main/app/settings/settings-store.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';

export interface ConnectionHandlerDeps {
  readonly connection: ConnectionService;
  readonly downloads: DownloadsService;
  readonly settings: SettingsStore;
}

export function connectionHandlers({
  connection,
  downloads,
  settings,
}: ConnectionHandlerDeps): HandlersOf<'connection'> {
  return {
    'connection.get': async () => connection.state(),
    'connection.connect': (input) => done(connection.connect(input)),
    'connection.connectWithConfig': async ({ text, remember }) => ({
      warnings: await connection.connectWithConfig(text, remember),
    }),
    'connection.signIn': (input) => done(connection.signIn(input)),
    'connection.finishSignIn': ({ code }) => done(connection.finishSignIn(code)),
    'connection.retry': () => done(connection.retry()),
    'connection.wouldEnd': async (step) => {
      const leaves =
        step.kind === 'output-folder'
          ? step.outputFolder !== settings.get().value.outputFolder
          : connection.leavesFolder(step);
      return leaves ? downloads.work : { files: 0, isFetching: false };
    },
    'connection.cancel': () => done(connection.cancel()),
    'connection.tryDemo': () => done(connection.tryDemo()),
    'connection.justBrowse': () => done(connection.justBrowse()),
    'connection.disconnect': () => done(connection.disconnect()),
    'connection.forget': () => done(connection.forget()),
  };
}
