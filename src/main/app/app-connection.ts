import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import { beginSignIn } from '#main/app/connection/begin-sign-in.ts';
import type { ConnectionDeps } from '#main/app/connection/connection-deps.ts';
import { openRedirectServer } from '#main/app/connection/redirect-server.ts';
import type { DownloadsService } from '#main/app/downloads/downloads-service.ts';
import type { SettingsStore } from '#main/app/settings/settings-store.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { Log } from '#main/system/log/log.ts';
import type { Redactor } from '#main/system/log/redact.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import type { OutputFolders } from './output-folders.ts';
import type { RemoteListing } from './remote-listing.ts';
import type { HostAbilities } from './window-app.ts';

interface SignInNeeds {
  readonly host: HostAbilities;
  readonly settings: SettingsStore;
  readonly redactor: Redactor;
  readonly endpoint: string | null;
  readonly redirectPorts: readonly number[] | undefined;
}

/** How the connection signs in: by redirect to this machine where that is possible, else with a code to paste. */
export function signInBy({
  host,
  settings,
  redactor,
  endpoint,
  redirectPorts,
}: SignInNeeds): ConnectionDeps['beginSignIn'] {
  return async (appKey) => {
    // A page's browser, and its localhost, may be on another machine than this program.
    const comesBack = host.kind === 'desktop' && settings.get().value.signInComesBack;
    const redirect = comesBack ? await openRedirectServer(redirectPorts) : null;
    const systemProxy = await host.systemProxy();
    return beginSignIn(appKey, { endpoint, systemProxy }, redactor, redirect);
  };
}

interface FolderNeeds {
  readonly engine: EngineClient;
  readonly log: Log;
  readonly folders: OutputFolders;
  readonly downloads: DownloadsService;
  readonly catalogue: CatalogueService;
  readonly listing: RemoteListing;
  readonly reviveEngine: () => Promise<void>;
  readonly useFolder: () => Promise<void>;
  /** Resolves when the last run's queue is open, or could not be opened. */
  readonly queueIsOpen: () => Promise<void>;
  readonly isClosing: () => boolean;
}

/** What the other services do when the connection opens or closes a remote folder. */
export function followFolder(
  needs: FolderNeeds,
): Pick<ConnectionDeps, 'onLeaving' | 'onOpened' | 'onClosed' | 'onBrowse'> {
  const { engine, log, folders, downloads, catalogue, listing, reviveEngine, useFolder } = needs;
  const warn = (error: unknown): void => log.warn(String(error));
  const showBuiltin = async (): Promise<void> => {
    await catalogue.show({ kind: 'builtin' }, 'builtin');
  };
  return {
    async onLeaving() {
      await reviveEngine();
      await downloads.hold();
      await engine.call('stopWork', null);
      await catalogue.whenListed();
    },
    async onOpened(opened) {
      // A connection made right after the start must not overtake the queue of the last run.
      await needs.queueIsOpen();
      folders.opened = opened;
      // If another process holds the output folder, the user hears of it with the first download.
      await useFolder().catch(warn);
      await listing.show(opened);
      // Before `connected` is sent: no page shows a connection together with downloads that wait for one.
      await downloads.connected().catch(warn);
    },
    async onClosed() {
      const wasDemo = folders.opened?.to === 'demo';
      folders.opened = null;
      await useFolder().catch((error: unknown) => {
        if (!needs.isClosing()) warn(error);
      });
      if (wasDemo) await showBuiltin();
    },
    onBrowse: showBuiltin,
  };
}

/** @returns what hears each state, and calls `onConnected` when one without a connection has become one with it */
export function whenConnected(onConnected: () => void): (state: ConnectionState) => void {
  let before: ConnectionState['kind'] = 'disconnected';
  return ({ kind }) => {
    const isNew = kind === 'connected' && before !== 'connected';
    before = kind;
    if (isNew) onConnected();
  };
}
