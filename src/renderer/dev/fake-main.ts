import {
  andBits,
  bitsetWhere,
  countBits,
  createBitset,
  forEachBit,
  rowsOf,
  setBit,
} from '#shared/catalogue/bitset.ts';
import {
  type Catalogue,
  fileAt,
  pathsOf,
  rowOfPath,
  totalsOf,
} from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { AppContract, NamedSelection, Selection, Settings } from '#shared/ipc/contract.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { readInput } from '#shared/plan/read-input.ts';
import { type Handlers, type Pipe, serve } from '#shared/rpc/channel.ts';
import { fieldAmong, FIELDS } from '#shared/survey/fields.ts';
import { createFakeLibrary } from './fake-library.ts';
import { createFakeQueue } from './fake-queue.ts';
import { hashOf, madeUpSurvey } from './made-up-survey.ts';
import type { Scene } from './scene.ts';

const FREE_BYTES = 1.4e12;

/** Main, as the renderer sees it: to look at every screen without anything else. */
export function serveFakeMain(scene: Scene, pipe: Pipe): void {
  let connection: ConnectionState = scene.connection;
  let connectionRevision = 1;
  let catalogue: Catalogue = createCatalogue(
    madeUpSurvey(scene.hasSizes && scene.connection.kind !== 'browsing', scene.hasLegacy),
  );
  let catalogueRevision = 1;
  let settingsRevision = 1;
  let settings: Settings = {
    outputFolder: '/data/scratch/astro/vast-pilot',
    parallel: 4,
    maxRetries: 2,
    splitLarge: true,
    speedLimit: null,
    dailyLimit: null,
    overwrite: false,
    theme: scene.theme,
    appKey: '',
    signInComesBack: false,
    logLevel: 'info',
    compactRows: scene.compact,
  };
  const saved = new Map<string, { selection: Selection; savedAtMs: number }>([]);

  const onDisk = () =>
    bitsetWhere(catalogue.length, (row) => {
      const epoch = catalogue.traits[catalogue.traitsIds[row]!]!.epoch;
      return (
        scene.hasSizes && (epoch === '01' || (epoch === '02' && hashOf(String(row)) % 5 === 0))
      );
    });
  const info = () => ({
    revision: catalogueRevision,
    value: {
      source:
        connection.kind === 'connected'
          ? connection.to === 'demo'
            ? ('demo' as const)
            : ('crawled' as const)
          : ('builtin' as const),
      catalogueRevision,
      listedAtMs: Date.UTC(2020, 3, 2),
      files: catalogue.length,
      crawl: scene.isCrawling ? { foldersDone: 412, foldersFound: 1670, filesFound: 10_233 } : null,
    },
  });
  const setConnection = (next: ConnectionState): void => {
    connection = next;
    connectionRevision += 1;
    server.emit('connection.changed', { revision: connectionRevision, value: connection });
  };
  const setCatalogue = (next: Catalogue): void => {
    catalogue = next;
    catalogueRevision += 1;
    server.emit('catalogue.changed', info());
  };
  const filesOf = (words: Uint32Array) => {
    const files: { path: string; size: number | null }[] = [];
    forEachBit({ length: catalogue.length, words }, (row) => files.push(fileAt(catalogue, row)));
    return files;
  };
  const queue = createFakeQueue(scene.queue, (snapshot) =>
    server.emit('downloads.changed', snapshot),
  );

  const library = createFakeLibrary((state) => server.emit('library.changed', state));

  const handlers: Handlers<AppContract> = {
    'app.info': async () => ({
      serverId: 'fake',
      version: '0.1.0',
      host: scene.host,
      platform: 'linux',
      runtime: 'Fake main',
      keychain: scene.keychain,
      outputFolderHint: '',
      notices: [],
    }),
    'app.ready': async () => null,
    'app.openExternal': async () => null,
    'app.showLog': async () => null,
    'app.restartEngine': async () => null,
    'connection.get': async () => ({ revision: connectionRevision, value: connection }),
    'connection.connect': async ({ password, remember }) => {
      setConnection({ kind: 'connecting', to: 'dropbox' });
      await later(600);
      if (password !== 'good') {
        const message =
          'Wrong password. Dropbox locks the link after several attempts, so this program made only one.';
        setConnection({ kind: 'disconnected', problem: { code: 'link-denied', message } });
        throw new AppError('link-denied', message);
      }
      setConnection({ kind: 'connected', to: 'dropbox', name: 'VAST Pilot', remembered: remember });
      return null;
    },
    'connection.connectWithConfig': async () => {
      setConnection({ kind: 'connected', to: 'dropbox', name: 'VAST Pilot', remembered: false });
      return { warnings: [] };
    },
    'connection.signIn': async () => {
      setConnection({
        kind: 'signing-in',
        authorizeUrl: 'https://www.dropbox.com/',
        comesBackByItself: false,
      });
      return null;
    },
    'connection.finishSignIn': async () => {
      setConnection({ kind: 'connected', to: 'dropbox', name: 'VAST Pilot', remembered: true });
      return null;
    },
    'connection.retry': async () => {
      setConnection({ kind: 'connected', to: 'dropbox', name: 'VAST Pilot', remembered: true });
      return null;
    },
    'connection.wouldEnd': async () => {
      const { phase, totals } = queue.snapshot();
      const isFetching = phase.kind === 'running';
      return { files: isFetching ? totals.queued.files + totals.active.files : 0, isFetching };
    },
    'connection.cancel': async () => {
      setConnection({ kind: 'disconnected', problem: null });
      return null;
    },
    'connection.tryDemo': async () => {
      setConnection({ kind: 'connecting', to: 'demo' });
      await later(200);
      setConnection({ kind: 'connected', to: 'demo', name: 'Demo', remembered: false });
      setCatalogue(createCatalogue(madeUpSurvey(true)));
      return null;
    },
    'connection.justBrowse': async () => {
      if (connection.kind !== 'connected') setConnection({ kind: 'browsing' });
      setCatalogue(createCatalogue(madeUpSurvey(false)));
      return null;
    },
    'connection.disconnect': async () => {
      setConnection({ kind: 'disconnected', problem: null });
      return null;
    },
    'connection.forget': async () => {
      setConnection({ kind: 'disconnected', problem: null });
      return null;
    },
    'catalogue.get': async () => ({ revision: catalogueRevision, value: catalogue }),
    'catalogue.info': async () => info(),
    'catalogue.refresh': async () => null,
    'catalogue.importListing': async () => null,
    'catalogue.useBuiltin': async () => null,
    'catalogue.onDisk': async () => ({ catalogueRevision, words: onDisk().words }),
    'inputs.parse': async ({ text }) => {
      const read = readInput(text);
      if (read.kind === 'config') return { kind: 'config', warnings: [] };
      if (read.kind === 'files') {
        const bits = createBitset(catalogue.length);
        const rows = read.paths.map((path) => rowOfPath(catalogue, path));
        for (const row of rows) if (row !== -1) setBit(bits, row);
        return {
          kind: 'files',
          selection: { catalogueRevision, words: bits.words },
          unknown: read.paths.filter((_, index) => rows[index] === -1),
          warnings: read.warnings,
        };
      }
      const known = new Set(FIELDS.map(({ name }) => name));
      const meant = (field: string): string => fieldAmong(field, known);
      return {
        ...read,
        fields: read.fields.map(meant).filter((field) => known.has(field)),
        epochs: read.epochs?.map((pair) => ({ ...pair, field: meant(pair.field) })) ?? null,
        unknown: read.fields.filter((field) => !known.has(meant(field))),
      };
    },
    'plan.summarize': async ({ words }) => {
      const { files, bytes, unknownSizes } = totalsOf(catalogue, {
        length: catalogue.length,
        words,
      });
      return {
        files,
        bytes,
        unknownFiles: unknownSizes,
        estimatedBytes: unknownSizes === 0 ? null : unknownSizes * 190e6,
        filesOnDisk: countBits(andBits({ length: catalogue.length, words }, onDisk())),
        freeBytes: FREE_BYTES,
        command:
          'vast-pilot --download --only-epochs 1,2 --only-fields VAST_0918+00A,VAST_0943+00A --stokes I --combined-only --output /data/scratch/astro/vast-pilot',
        commandNeedsList: scene.needsList,
      };
    },
    'plan.list': async ({ words }) => ({
      text: [...pathsOf(catalogue, { length: catalogue.length, words })].join('\n'),
    }),
    'selections.list': async () =>
      [...saved].map(
        ([name, { selection, savedAtMs }]): NamedSelection => ({
          name,
          savedAtMs,
          files: countBits({ length: catalogue.length, words: selection.words }),
        }),
      ),
    'selections.save': async ({ name, selection }) => {
      saved.set(name, { selection, savedAtMs: Date.now() });
      return null;
    },
    'selections.load': async ({ name }) => ({
      selection: { ...saved.get(name)!.selection, catalogueRevision },
      missing: 0,
    }),
    'selections.delete': async ({ name }) => {
      saved.delete(name);
      return null;
    },
    'downloads.add': async ({ words }) => ({ added: queue.add(filesOf(words)) }),
    'downloads.get': async () => queue.snapshot(),
    'downloads.rows': async (query) => queue.rows(query),
    'downloads.pauseAll': async () => (queue.pauseAll(), null),
    'downloads.resumeAll': async () => (queue.resumeAll(), null),
    'downloads.pause': async (target) => (queue.pause(target), null),
    'downloads.resume': async (target) => (queue.resume(target), null),
    'downloads.retry': async (target) => (queue.retry(target), null),
    'downloads.remove': async (target) => queue.remove(target),
    'downloads.undoRemove': async ({ undoToken }) => (queue.undoRemove(undoToken), null),
    'downloads.reorder': async ({ target, beforeId }) => (queue.reorder(target, beforeId), null),
    'downloads.between': async (range) => ({ ids: queue.between(range) }),
    'downloads.count': async (target) => ({ files: queue.targeted(target).length }),
    'downloads.paths': async (target) => ({
      paths: queue.targeted(target).map(({ path }) => path),
    }),
    'downloads.report': async () => ({ text: 'VAST Pilot Downloader: report' }),
    'downloads.showFile': async () => null,
    'library.get': async () => library.state(),
    'library.verify': async ({ selection, withSha256 }) => {
      const { length } = catalogue;
      const bits = selection === null ? onDisk() : { length, words: selection.words };
      const files = [...rowsOf(bits)].map((row) => fileAt(catalogue, row));
      library.begin(files, selection !== null, withSha256);
      return null;
    },
    'library.cancel': async () => (library.cancel(), null),
    'library.rows': async (query) => library.rows(query),
    'library.mend': async () => ({ added: queue.add([...library.mend()]) }),
    'library.manifest': async ({ as }) => ({ text: as === 'sums' ? '' : 'path,size\n' }),
    'settings.get': async () => ({ revision: settingsRevision, value: settings }),
    'settings.set': async (change) => {
      settings = { ...settings, ...change };
      settingsRevision += 1;
      server.emit('settings.changed', { revision: settingsRevision, value: settings });
      return null;
    },
    'dialogs.chooseFolder': async ({ start }) => ({ path: `${start}-2` }),
    'dialogs.browseFolders': async ({ path }) => ({
      path,
      parent: path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/',
      folders: ['EPOCH01', 'EPOCH02', 'notes', 'plots'],
      freeBytes: FREE_BYTES,
      writable: true,
    }),
    'dialogs.saveText': async () => ({ saved: true }),
  };
  const server = serve<AppContract>(pipe, handlers);
  if (scene.queue !== 'empty') {
    const rows = Array.from({ length: scene.files }, (_, index) => (index * 35) % catalogue.length);
    const files = rows.map((row) => fileAt(catalogue, row));
    queue.add(files);
    queue.setScene(Date.now());
  }
}

function later(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
