import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { beginSignIn } from './connection/begin-sign-in.ts';
import { openRedirectServer } from './connection/redirect-server.ts';
import type { OpenedFolder } from './connection/connection-deps.ts';
import { ConnectionService } from './connection/connection-service.ts';
import { CatalogueService } from './catalogue/catalogue-service.ts';
import type { Keychain } from './credentials/keychain.ts';
import { createSavedCredentials } from './credentials/saved-credentials.ts';
import { createSystemKeychain } from './credentials/system-keychain.ts';
import { startDemoInWorker } from '#demo/demo.ts';
import type { DemoOptions } from '#demo/demo.ts';
import { createStateFile } from '../system/disk/state-file.ts';
import { DownloadsService } from './downloads/downloads-service.ts';
import { linkKey } from '../system/paths/link-key.ts';
import { unusableState } from '../system/disk/state-error.ts';
import { allSteps } from '#shared/errors/all-steps.ts';
import { startEngine } from '#main/engine/contract/start-engine.ts';
import { guardPipe } from '#main/ipc/guard-pipe.ts';
import { createRouter } from '#main/ipc/router.ts';
import { EVENTS } from '#shared/calls/declarations.ts';
import { LibraryService } from './library/library-service.ts';
import { type LeveledLog, type LogLevel, openLog } from '../system/log/log.ts';
import { traceEngine } from './trace-engine.ts';
import { createRedactor, type Redactor } from '../system/log/redact.ts';
import { type AppPaths, appPaths, DEMO_FOLDER } from '../system/paths/paths.ts';
import { wantedFiles } from './plan/wanted-files.ts';
import { createSelections } from './selections/selections.ts';
import { defaultSettings } from './settings/default-settings.ts';
import { openSettings } from './settings/settings-store.ts';
import { errorCode } from '#shared/errors/app-error.ts';
import type { ConnectedTo, ConnectionState } from '#shared/ipc/connection-state.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { serve, type Server } from '#shared/rpc/channel.ts';
import { createHandlers } from './handlers.ts';
import type { AppEvent, WindowApp, WindowAppOptions } from './window-app.ts';

/** What a test puts in place of the system's own. */
export interface AppDoubles {
  readonly keychain?: Keychain;
  readonly demo?: DemoOptions;
  /** Where the browser comes back to from a sign-in. */
  readonly redirectPorts?: readonly number[];
}

/** A stored listing that is older than this is made anew on connecting. */
const LISTING_LASTS_MS = 24 * 60 * 60 * 1000;

/** What the next start has to know of this one. */
const sessionSchema = z.object({
  to: z.enum(['dropbox', 'demo']).nullable().catch(null),
  /** Whether downloads were under way; a crash leaves this as it was. */
  isDownloading: z.boolean().catch(false),
  /** Queues of other output folders in which files wait. */
  left: z
    .array(z.object({ outputFolder: z.string(), files: z.number() }))
    .optional()
    .catch(undefined),
});

/** Throws AppError where the state folder can't be written to. */
function beginLog(
  { home, logs }: AppPaths,
  ...[startedAt, level, redactor]: readonly [Date, LogLevel, Redactor]
): LeveledLog {
  try {
    return openLog(logs, startedAt, level, redactor);
  } catch (error) {
    throw unusableState(error, home);
  }
}

/** Puts the services together behind one contract. Throws AppError where the home folder can't be used. */
export async function createWindowApp(
  options: WindowAppOptions,
  doubles: AppDoubles = {},
): Promise<WindowApp> {
  const { host, env, platform, version, workers } = options;
  const startedAt = new Date();
  const paths = appPaths(env, platform);
  const endpoint = env['VAST_DROPBOX_ENDPOINT'] ?? null;
  const redactor = createRedactor();
  const problems: string[] = [];

  const listeners = new Set<(event: AppEvent) => void>();
  const clients = new Set<Server<AppContract>>();
  const emit: WindowApp['emit'] = (name, payload) => {
    const checked = EVENTS[name].safeParse(payload);
    if (!checked.success) return log.error(`${name} was told against its contract.`);
    const clean = checked.data as typeof payload;
    for (const client of clients) client.emit(name, clean);
    for (const listener of listeners) listener({ name, payload: clean } as AppEvent);
  };

  const settings = await openSettings({
    file: join(paths.home, 'settings.json'),
    defaults: defaultSettings(env, homedir()),
    onProblem: (problem) => problems.push(problem),
    onChange: (next, before) => {
      emit('settings.changed', next);
      if (next.value.logLevel !== before.logLevel) setLogLevel(next.value.logLevel);
    },
  });
  const log = beginLog(paths, startedAt, settings.get().value.logLevel, redactor);
  log.info(`VAST Pilot Downloader ${version}, ${host.runtime}, ${platform}, ${host.kind}`);
  for (const problem of problems) log.warn(problem);
  let isClosing = false;
  /** For work that nobody waits for: what goes wrong is in the log, and shows in the state that it was about. */
  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => {
      if (isClosing || errorCode(error) === 'cancelled') return;
      log.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
  };

  const keychain = doubles.keychain ?? createSystemKeychain();
  const sessionFile = createStateFile(join(paths.home, 'session.json'), sessionSchema);
  const { value: lastSession, problem: sessionProblem } = await sessionFile.read();
  if (sessionProblem !== null) log.warn(sessionProblem);
  const engine = startEngine({ home: paths.home }, workers.engine);

  let isOnBattery: boolean | null = null;
  traceEngine(engine, log);
  const setTracing = (on: boolean): void =>
    inBackground('The level of the log', engine.call('setTracing', { on }));
  const setLogLevel = (level: LogLevel): void => {
    log.setLevel(level);
    log.info(`Log: ${level === 'debug' ? 'everything' : 'what matters to users'}`);
    setTracing(level === 'debug');
  };
  if (settings.get().value.logLevel === 'debug') setTracing(true);

  let folder: OpenedFolder | null = null;
  const outputFolderFor = (to: ConnectedTo | null): string => {
    const { outputFolder } = settings.get().value;
    return to === 'demo' ? join(outputFolder, DEMO_FOLDER) : outputFolder;
  };
  const outputFolder = (): string => outputFolderFor(folder?.to ?? null);
  const isConnected = (): boolean => connection.state().value.kind === 'connected';

  let toldSession = '';
  let keptSession: Promise<unknown> = Promise.resolve();
  const keepSession = (): void => {
    if (isClosing) return;
    const session = {
      to: folder?.to ?? null,
      isDownloading: downloads.isGoingOn,
      left: [...downloads.left],
    };
    if (JSON.stringify(session) === toldSession) return;
    toldSession = JSON.stringify(session);
    keptSession = sessionFile.write(session);
    inBackground('Keeping the session', keptSession);
  };

  const downloads = new DownloadsService(
    {
      engine,
      settings: () => settings.get().value,
      isConnected,
      hasQueue: (at) => existsSync(paths.queueOf(at)),
      onSnapshot: (snapshot) => {
        emit('downloads.changed', snapshot);
        keepSession();
      },
    },
    outputFolder(),
    lastSession?.left,
  );
  const catalogue = new CatalogueService(
    {
      engine,
      outputFolder,
      onInfo: (info) => emit('catalogue.changed', info),
      onDiskChanged: (revision) => emit('catalogue.onDiskChanged', { revision }),
    },
    startedAt.getTime(),
  );

  const library = new LibraryService({
    engine,
    catalogue,
    downloads,
    outputFolder,
    wantedFiles: (selection) => wantedFiles(catalogue, engine, selection),
    onState: (state) => emit('library.changed', state),
  });
  const useFolder = async (): Promise<void> => {
    const at = outputFolder();
    if (at === downloads.outputFolder) return;
    catalogue.folderChanged();
    await library.folderChanged();
    await downloads.useFolder(at);
  };

  const refreshListing = async (includeLegacy: boolean): Promise<void> => {
    if (folder === null) return;
    const { to, sharedUrl } = folder;
    const isDemo = to === 'demo';
    await catalogue.refresh({
      linkKey: isDemo ? null : linkKey(sharedUrl),
      source: isDemo ? 'demo' : 'crawled',
      includeLegacy,
    });
  };

  const showListingOf = async ({ to, sharedUrl }: OpenedFolder): Promise<void> => {
    if (to === 'demo') {
      await catalogue.show({ kind: 'demo' }, 'demo');
      return;
    }
    const source = { kind: 'stored', linkKey: linkKey(sharedUrl) } as const;
    const stored = await catalogue.show(source, 'crawled').catch((error: unknown) => {
      log.warn(`The stored listing: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    });
    // Until the crawl is done the built-in listing is nearer to the truth than another folder's.
    if (stored === null) await catalogue.show({ kind: 'builtin' }, 'builtin');
  };

  let toldConnection: ConnectionState['kind'] = 'disconnected';
  const connection = new ConnectionService({
    engine,
    saved: createSavedCredentials(keychain, paths.home),
    redactor,
    endpoint,
    appKey: () => settings.get().value.appKey,
    startDemo: () => startDemoInWorker(doubles.demo, workers.demo),
    async beginSignIn(appKey) {
      // At a server the user's browser, and its localhost, may be at another machine.
      const comesBack = host.kind === 'desktop' && settings.get().value.signInComesBack;
      const redirect = comesBack ? await openRedirectServer(doubles.redirectPorts) : null;
      const systemProxy = await host.systemProxy();
      return beginSignIn(appKey, { endpoint, systemProxy }, redactor, redirect);
    },
    systemProxy: () => host.systemProxy(),
    openExternal: (url) => host.openExternal(url),
    async onLeaving() {
      await reviveEngine();
      await downloads.hold();
      await engine.call('stopWork', null);
      await catalogue.whenListed();
    },
    async onOpened(opened) {
      // Whoever connects at once must not overtake the queue of the last run.
      await queueIsOpen;
      folder = opened;
      // A folder that another process holds is told when something is to go there.
      await useFolder().catch((error: unknown) => log.warn(String(error)));
      await showListingOf(opened);
      // Told before `connected` is: nobody is to see a connection and, beside it, downloads that wait for one.
      await downloads.connected().catch((error: unknown) => log.warn(String(error)));
    },
    async onClosed() {
      const wasDemo = folder?.to === 'demo';
      folder = null;
      await useFolder().catch((error: unknown) => {
        if (!isClosing) log.warn(String(error));
      });
      if (wasDemo) await catalogue.show({ kind: 'builtin' }, 'builtin');
    },
    onBrowse: async () => void (await catalogue.show({ kind: 'builtin' }, 'builtin')),
    onState(state) {
      const { kind } = state.value;
      const before = toldConnection;
      toldConnection = kind;
      log.info(`Connection: ${kind}`);
      emit('connection.changed', state);
      keepSession();
      if (kind !== 'connected' || before === 'connected') return;
      const isFresh =
        catalogue.source === 'crawled' && Date.now() - catalogue.listedAtMs < LISTING_LASTS_MS;
      if (!isFresh) inBackground('Listing the shared folder', refreshListing(false));
    },
  });

  /** Another engine where the last one died, with all that needs no connection. */
  const reviveEngine = async (): Promise<void> => {
    if (!engine.restart()) return;
    log.info('The engine was started again.');
    setTracing(settings.get().value.logLevel === 'debug');
    if (isOnBattery !== null) await engine.call('setOnBattery', { onBattery: isOnBattery });
    await catalogue.again();
    await library.folderChanged();
    await downloads.engineBegan();
  };
  const restartEngine = async (): Promise<void> => {
    await reviveEngine();
    await connection.reconnect();
  };
  engine.onClosed((why) => {
    log.error(why.cause instanceof Error ? (why.cause.stack ?? why.message) : why.message);
    const failure = { code: why.code, message: why.message };
    downloads.engineStopped(failure);
    connection.stopped(failure);
  });
  engine.on('snapshot', (snapshot) => downloads.take(snapshot));
  engine.on('budget', ({ usedUpUntilMs }) => {
    log.info(`The daily budget is used up until ${new Date(usedUpUntilMs).toISOString()}`);
    downloads.budgetUsedUp(usedUpUntilMs);
  });
  engine.on('verify', (progress) => library.progress(progress));
  engine.on('crawl', (progress) => catalogue.progress(progress));
  engine.on('dropbox', ({ stopped }) => {
    if (stopped !== null) connection.stopped(stopped);
  });
  engine.on('files', ({ outputFolder: at, events }) => {
    library.filesHappened(events);
    for (const event of events) {
      if (event.kind === 'done') catalogue.fileIsThere(event.path, at);
      if (event.kind === 'failed') log.warn(`${event.path}: ${event.failure.message}`);
      else if (event.kind === 'will-retry') {
        log.debug(`${event.path}: will be tried again: ${event.failure.message}`);
      } else if (event.kind === 'done') {
        log.debug(`${event.path}: ${event.outcome}, ${event.assurance}`);
      }
    }
  });

  const router = createRouter(
    createHandlers({
      options,
      serverId: randomUUID(),
      connection,
      catalogue,
      downloads,
      library,
      settings,
      engine,
      keychain,
      selections: createSelections(join(paths.home, 'selections')),
      notices: () => problems,
      logFile: log.file,
      outputFolder,
      isConnected,
      refreshListing,
      restartEngine,
      useFolder,
    }),
    { log, redactor },
  );

  /** Goes on where the last run was: the demo with what it had not fetched yet, or the remembered account. */
  const openQueue = async (): Promise<'demo' | 'account'> => {
    const to = lastSession?.to ?? null;
    await downloads.useFolder(outputFolderFor(to));
    const isDemo = to === 'demo' && downloads.unfinished > 0;
    if (to === 'demo' && !isDemo) await downloads.useFolder(outputFolderFor(null));
    if (lastSession?.isDownloading === true) downloads.wasRunning();
    return isDemo ? 'demo' : 'account';
  };
  const opening = openQueue();
  const queueIsOpen = opening.then(
    () => undefined,
    () => undefined,
  );
  const goOn = async (): Promise<void> => {
    const to = await opening;
    if (to === 'demo' && connection.isUntouched) await connection.tryDemo();
    // Beside the demo the account is not used, only known of.
    await connection.restore();
  };
  inBackground('Going on from the last run', goOn());

  return {
    attach(pipe) {
      const guarded = guardPipe(pipe);
      const server = serve<AppContract>(guarded.pipe, router, (name, error) => {
        log.error(
          `${name} could not be sent: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
      clients.add(server);
      return () => {
        guarded.end();
        clients.delete(server);
      };
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    pauseAll: () => downloads.hold(),
    resumeAll: () => downloads.release(),
    setOnBattery(onBattery) {
      if (onBattery) log.info('On battery: checks of files use half of the cores.');
      isOnBattery = onBattery;
      engine.call('setOnBattery', { onBattery }).catch(() => undefined);
    },
    logFile: log.file,
    async close() {
      if (isClosing) return;
      isClosing = true;
      catalogue.close();
      clients.clear();
      await allSteps(
        () => engine.end(),
        () => connection.close(),
        () => keptSession.catch(() => undefined),
        async () => log.info('Closed.'),
      );
    },
  };
}
