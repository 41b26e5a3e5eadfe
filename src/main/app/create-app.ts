import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoOptions, startDemoInWorker } from '#demo/demo.ts';
import { createRouter } from '#main/ipc/router.ts';
import { allSteps } from '#shared/errors/all-steps.ts';
import { followFolder, signInBy, whenConnected } from './app-connection.ts';
import { CatalogueService } from './catalogue/catalogue-service.ts';
import { ConnectionService } from './connection/connection-service.ts';
import { CutoutsService } from './cutouts/cutouts-service.ts';
import { originOf } from './cutouts/origin-of.ts';
import type { Keychain } from './credentials/keychain.ts';
import { keptMark } from './credentials/kept-mark.ts';
import { createSavedCredentials } from './credentials/saved-credentials.ts';
import { DownloadsService } from './downloads/downloads-service.ts';
import { handEventsOn } from './engine-events.ts';
import { appHandlers } from './handlers/app-handlers.ts';
import { catalogueHandlers } from './handlers/catalogue-handlers.ts';
import { connectionHandlers } from './handlers/connection-handlers.ts';
import { curvesHandlers } from './handlers/curves-handlers.ts';
import { cutoutPlansHandlers, cutoutsHandlers } from './handlers/cutouts-handlers.ts';
import { dialogsHandlers } from './handlers/dialogs-handlers.ts';
import { downloadsHandlers } from './handlers/downloads-handlers.ts';
import { headersHandlers } from './handlers/headers-handlers.ts';
import { imagesHandlers } from './handlers/images-handlers.ts';
import { libraryHandlers } from './handlers/library-handlers.ts';
import { planHandlers } from './handlers/plan-handlers.ts';
import { sampHandlers } from './handlers/samp-handlers.ts';
import { selectionsHandlers } from './handlers/selections-handlers.ts';
import { settingsHandlers } from './handlers/settings-handlers.ts';
import { sourcesHandlers } from './handlers/sources-handlers.ts';
import { tablesHandlers } from './handlers/tables-handlers.ts';
import { createImages } from './images/images-service.ts';
import { FileStatesService } from './library/file-states.ts';
import { LibraryService } from './library/library-service.ts';
import { wantedFiles } from './plan/wanted-files.ts';
import { createRemoteListing } from './remote-listing.ts';
import { createSamp } from './samp/samp-service.ts';
import { createSelections } from './selections/selections.ts';
import { openBase } from './open-base.ts';
import { openLastQueue } from './open-last-queue.ts';
import { createSourceTables } from './sources/source-tables.ts';
import type { WindowApp, WindowAppOptions } from './window-app.ts';

/** A test's replacements for the system's own parts. */
export interface AppDoubles {
  readonly keychain?: Keychain;
  readonly demo?: DemoOptions;
  /** Ports that the browser returns to after a sign-in. */
  readonly redirectPorts?: readonly number[];
}

/** Puts the services together behind one contract. Throws AppError if the home folder can't be used. */
export async function createWindowApp(
  options: WindowAppOptions,
  doubles: AppDoubles = {},
): Promise<WindowApp> {
  const { host, platform, version, workers } = options;
  const startedAt = new Date();
  const base = await openBase(options, startedAt, doubles.keychain);
  const { paths, endpoint, redactor, problems, clients, settings, log, keychain } = base;
  const { session, engine, upkeep, folders, inBackground } = base;
  const { emit } = clients;

  const outputFolder = (): string => folders.now;
  const isConnected = (): boolean => connection.state().value.kind === 'connected';
  const isDemo = (): boolean => {
    const { value } = connection.state();
    return 'to' in value && value.to === 'demo';
  };
  const keepSession = (): void => {
    if (base.isClosing()) return;
    const { isGoingOn, left } = downloads;
    session.keep({
      to: folders.opened?.to ?? null,
      isDownloading: isGoingOn,
      left: [...left],
      linkKey: folders.lastLink,
    });
  };

  const downloads = new DownloadsService(
    {
      engine,
      settings: () => settings.get().value,
      isConnected,
      hasQueue: (at) => existsSync(paths.queueOf(at)),
      onSnapshot: (snapshot) => {
        emit('downloads.changed', snapshot);
        fileStates.queueChanged(snapshot);
        keepSession();
      },
    },
    folders.now,
    session.last?.left,
  );
  const catalogue = new CatalogueService(
    {
      engine,
      outputFolder,
      onInfo: (info) => emit('catalogue.changed', info),
      onDiskChanged: (revision) => {
        emit('catalogue.onDiskChanged', { revision });
        fileStates.tell();
      },
    },
    startedAt.getTime(),
  );
  const library = new LibraryService({
    engine,
    catalogue,
    downloads,
    outputFolder,
    wantedFiles: async (selection) => (await wantedFiles(catalogue, engine, selection)).files,
    onState: (state) => {
      emit('library.changed', state);
      fileStates.libraryChanged(state.value);
    },
  });
  const fileStates: FileStatesService = new FileStatesService({
    engine,
    catalogue,
    outputFolder,
    onChanged: () => emit('library.fileStatesChanged', null),
  });
  const listing = createRemoteListing(catalogue, log);

  const useFolder = async (): Promise<void> => {
    const at = folders.now;
    if (at === downloads.outputFolder) return;
    catalogue.folderChanged();
    await library.folderChanged();
    await downloads.useFolder(at);
  };
  const refreshListing = async (includeLegacy: boolean): Promise<void> => {
    if (folders.opened !== null) await listing.refresh(folders.opened, includeLegacy);
  };
  const reviveEngine = (): Promise<void> => upkeep.revive({ catalogue, library, downloads });
  const restartEngine = async (): Promise<void> => {
    await reviveEngine();
    await connection.reconnect();
  };

  const noteConnection = whenConnected(() => {
    if (!listing.isFresh()) inBackground('Listing the shared folder', refreshListing(false));
  });
  const connection = new ConnectionService({
    engine,
    saved: createSavedCredentials(
      keychain,
      paths.home,
      keptMark(join(paths.home, 'account-in-keychain')),
    ),
    redactor,
    endpoint,
    appKey: () => settings.get().value.appKey,
    startDemo: () => startDemoInWorker(doubles.demo, workers.demo),
    beginSignIn: signInBy({
      host,
      settings,
      redactor,
      endpoint,
      redirectPorts: doubles.redirectPorts,
    }),
    systemProxy: () => host.systemProxy(),
    openExternal: (url) => host.openExternal(url),
    ...followFolder({
      engine,
      log,
      folders,
      downloads,
      catalogue,
      listing,
      reviveEngine,
      useFolder,
      queueIsOpen: () => queueIsOpen,
      isClosing: base.isClosing,
    }),
    onState(state) {
      log.info(`Connection: ${state.value.kind}`);
      emit('connection.changed', state);
      keepSession();
      noteConnection(state.value);
    },
  });
  const images = createImages({ outputFolder, platform });
  const cutouts = new CutoutsService(
    {
      engine,
      catalogue,
      outputFolder,
      linkKey: () => folders.linkKey,
      isConnected,
      origin: () => originOf(version, catalogue),
      readStamp: (file, source) => images.stamp(file, source),
      onState: (state) => emit('cutouts.changed', state),
    },
    startedAt.getTime(),
  );
  handEventsOn(engine, { log, downloads, catalogue, library, fileStates, connection, cutouts });

  const selections = createSelections(join(paths.home, 'selections'));
  const sources = createSourceTables({
    folder: join(paths.home, 'sources'),
    onChanged: (tables) => emit('sources.changed', tables),
  });
  const samp = createSamp({
    env: options.env,
    version,
    folder: join(paths.home, 'samp'),
    log,
    onState: (state) => emit('samp.changed', state),
    onPointed: (position) => emit('samp.pointed', position),
    saveTable: (table) => sources.save(table),
  });
  const handlers = {
    ...appHandlers({
      options,
      serverId: randomUUID(),
      keychain,
      notices: () => problems,
      logFile: log.file,
      restartEngine,
    }),
    ...connectionHandlers({ connection, downloads, settings }),
    ...catalogueHandlers({ catalogue, isConnected, refreshListing }),
    ...planHandlers({ options, catalogue, settings, outputFolder, isDemo }),
    ...selectionsHandlers({ catalogue, selections }),
    ...sourcesHandlers(sources),
    ...downloadsHandlers({ options, outputFolder, engine, catalogue, downloads, isConnected }),
    ...headersHandlers({ engine, catalogue, outputFolder, linkKey: () => folders.linkKey }),
    ...cutoutsHandlers({ host, cutouts }),
    ...curvesHandlers({ engine, catalogue, outputFolder }),
    ...tablesHandlers({ engine, outputFolder }),
    ...libraryHandlers({ library, fileStates, isConnected }),
    ...sampHandlers({ samp, outputFolder, platform }),
    ...settingsHandlers({ downloads, settings, useFolder }),
    ...dialogsHandlers(host),
  };
  const attach: WindowApp['attach'] = (pipe) => {
    const viewer = images.viewer();
    const planner = cutouts.planner();
    const ofClient = { ...imagesHandlers(viewer), ...cutoutPlansHandlers(planner) };
    const end = clients.attach(pipe, createRouter({ ...handlers, ...ofClient }, { log, redactor }));
    return () => {
      end();
      viewer.close();
    };
  };

  const opening = openLastQueue({ session, downloads, folders });
  const queueIsOpen = opening.then(
    () => undefined,
    () => undefined,
  );
  const goOn = async (): Promise<void> => {
    const to = await opening;
    if (to === 'demo' && connection.isUntouched) await connection.tryDemo();
    // With the demo open, the account is only loaded, not used.
    await connection.restore();
  };
  inBackground('Continuing the last run', goOn());

  return {
    attach,
    onEvent: clients.onEvent,
    emit,
    pauseAll: () => downloads.hold(),
    resumeAll: () => downloads.release(),
    setOnBattery: (onBattery) => upkeep.setOnBattery(onBattery),
    logFile: log.file,
    async close() {
      if (base.isClosing()) return;
      base.beginClosing();
      catalogue.close();
      fileStates.close();
      cutouts.close();
      clients.clear();
      await allSteps(
        () => samp.close(),
        () => images.end(),
        () => engine.end(),
        () => connection.close(),
        () => session.written(),
        async () => log.info('Closed.'),
      );
    },
  };
}
