import type { Keychain } from '#main/app/credentials/keychain.ts';
import type { WindowAppOptions } from '#main/app/window-app.ts';
import type { HandlersOf } from '#shared/ipc/contract.ts';
import { done } from './done.ts';

export interface AppHandlerDeps {
  readonly options: WindowAppOptions;
  /** Differs for each start of the app. */
  readonly serverId: string;
  readonly keychain: Keychain;
  /** Problems at the start; sentences for the user. */
  readonly notices: () => readonly string[];
  readonly logFile: string;
  readonly restartEngine: () => Promise<void>;
}

export function appHandlers(deps: AppHandlerDeps): HandlersOf<'app'> {
  const { host, platform, version } = deps.options;
  return {
    'app.info': async () => ({
      serverId: deps.serverId,
      version,
      host: host.kind,
      platform,
      runtime: host.runtime,
      keychain: await deps.keychain.available(),
      outputFolderHint:
        host.kind === 'browser' ? 'A folder of the machine that this page comes from.' : '',
      notices: deps.notices(),
    }),
    'app.ready': async () => {
      host.pageIsReady();
      return null;
    },
    'app.openExternal': ({ url }) => done(host.openExternal(url)),
    'app.showLog': () => done(host.showFile(deps.logFile)),
    'app.restartEngine': () => done(deps.restartEngine()),
  };
}
