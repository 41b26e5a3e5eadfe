import type { CatalogueService } from './catalogue/catalogue-service.ts';
import type { ConnectionService } from './connection/connection-service.ts';
import type { Keychain } from './credentials/keychain.ts';
import { browseFolder } from '../system/disk/browse-folder.ts';
import type { DownloadsService } from './downloads/downloads-service.ts';
import { resolveEndpoint } from '../system/http/endpoint.ts';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { LibraryService } from './library/library-service.ts';
import { listPlan, summarizePlan } from './plan/plan-service.ts';
import { wantedFiles } from './plan/wanted-files.ts';
import type { Selections } from './selections/selections.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { pathsOf } from '#shared/catalogue/catalogue.ts';
import { splitFieldEpochs } from '#shared/catalogue/field-epochs.ts';
import { tellAbsent } from '#shared/catalogue/resolve-field-epochs.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { AppContract, ParsedInput } from '#shared/ipc/contract.ts';
import { readInput } from '#shared/plan/read-input.ts';
import { fieldAmong } from '#shared/survey/fields.ts';
import type { Handlers } from '#shared/rpc/channel.ts';
import type { WindowAppOptions } from './window-app.ts';

export interface HandlerDeps {
  readonly options: WindowAppOptions;
  /** Tells this start of the app from every other. */
  readonly serverId: string;
  readonly connection: ConnectionService;
  readonly catalogue: CatalogueService;
  readonly downloads: DownloadsService;
  readonly library: LibraryService;
  readonly settings: SettingsStore;
  readonly engine: EngineClient;
  readonly keychain: Keychain;
  readonly selections: Selections;
  /** What was wrong at the start; sentences for the user. */
  readonly notices: () => readonly string[];
  readonly logFile: string;
  readonly outputFolder: () => string;
  readonly isConnected: () => boolean;
  readonly restartEngine: () => Promise<void>;
  readonly refreshListing: (includeLegacy: boolean) => Promise<void>;
  /** Has files go where settings and connection say now. */
  readonly useFolder: () => Promise<void>;
}

/** Every call of the contract, answered by the services. */
export function createHandlers(deps: HandlerDeps): Handlers<AppContract> {
  const { options, connection, catalogue, downloads, library, settings, engine, selections } = deps;
  const { host, platform, version } = options;
  const planDeps = {
    catalogue,
    settings: () => settings.get().value,
    outputFolder: deps.outputFolder,
    platform,
  };
  const done = async (work: Promise<unknown>): Promise<null> => {
    await work;
    return null;
  };
  const mustBeConnected = (): void => {
    if (deps.isConnected()) return;
    throw new AppError('bad-usage', 'There is no connection yet. Connect, or try the demo survey.');
  };
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

    'catalogue.get': () => catalogue.get(),
    'catalogue.info': () => catalogue.info(),
    'catalogue.refresh': async ({ includeLegacy }) => {
      mustBeConnected();
      return await done(deps.refreshListing(includeLegacy));
    },
    'catalogue.importListing': ({ text }) =>
      done(catalogue.show({ kind: 'text', text }, 'imported')),
    'catalogue.useBuiltin': () => done(catalogue.show({ kind: 'builtin' }, 'builtin')),
    'catalogue.onDisk': () => catalogue.onDisk(),

    'inputs.parse': ({ text }) =>
      parseInput(text, catalogue, options.env['VAST_DROPBOX_ENDPOINT'] ?? null),
    'plan.summarize': (selection) => summarizePlan(planDeps, selection),
    'plan.list': async (selection) => ({ text: await listPlan(catalogue, selection) }),

    'selections.list': () => selections.list(),
    'selections.save': async ({ name, selection }) => {
      const { catalogue: columns, rows } = await catalogue.rowsOf(selection);
      return await done(selections.save(name, [...pathsOf(columns, rows)]));
    },
    'selections.load': async ({ name }) => {
      const paths = await selections.load(name);
      const { selection, missing } = await catalogue.rowsOfPaths(paths);
      return { selection, missing: missing.length };
    },
    'selections.delete': ({ name }) => done(selections.delete(name)),

    'downloads.add': async (selection) => {
      mustBeConnected();
      const files = await wantedFiles(catalogue, engine, selection);
      await downloads.add(files);
      return { added: files.length };
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

    'library.get': async () => library.state(),
    'library.verify': ({ selection, withSha256 }) => done(library.begin(selection, withSha256)),
    'library.cancel': () => done(library.cancel()),
    'library.rows': (query) => library.notable(query),
    'library.mend': async () => {
      mustBeConnected();
      return { added: await library.mend() };
    },
    'library.manifest': async ({ as }) => ({ text: await library.manifest(as) }),

    'settings.get': async () => settings.get(),
    'settings.set': async (change) => {
      await settings.set(change);
      await downloads.optionsChanged();
      return await done(deps.useFolder());
    },

    'dialogs.chooseFolder': async ({ start }) => ({ path: await host.chooseFolder(start) }),
    'dialogs.browseFolders': ({ path }) => browseFolder(path),
    'dialogs.saveText': async ({ suggestedName, text }) => ({
      saved: await host.saveText(suggestedName, text),
    }),
  };
}

/** What a dropped text is, on the listing that is browsed. */
async function parseInput(
  text: string,
  catalogue: CatalogueService,
  endpoint: string | null,
): Promise<ParsedInput> {
  const read = readInput(text);
  switch (read.kind) {
    case 'config': {
      const { isLoopback } = resolveEndpoint(endpoint);
      const { warnings } = parseConfigFile(text, {
        name: 'dropbox.cfg',
        allowLoopback: isLoopback,
      });
      return { kind: 'config', warnings };
    }
    case 'files': {
      const { selection, missing } = await catalogue.rowsOfPaths(read.paths);
      return { kind: 'files', selection, unknown: missing, warnings: read.warnings };
    }
    default: {
      const { value } = await catalogue.get();
      const known = new Set(value.fields.filter((field) => field !== null));
      const meant = (field: string): string => fieldAmong(field, known);
      const epochs = read.epochs
        ?.map((pair) => ({ field: meant(pair.field), epochs: pair.epochs }))
        .filter(({ field }) => known.has(field));
      const split = epochs === undefined ? null : splitFieldEpochs(value, epochs);
      return {
        kind: 'fields',
        column: read.column,
        fields: [...new Set(read.fields.map(meant))].filter((field) => known.has(field)),
        epochs: split?.present ?? null,
        unknown: read.fields.filter((field) => !known.has(meant(field))),
        warnings: [...read.warnings, ...tellAbsent(split?.absent ?? [])],
      };
    }
  }
}
