import { z } from 'zod';
import { settingsSchema } from './settings-schema.ts';
import type { AppContract, Settings } from '#shared/ipc/contract.ts';
import {
  catalogue,
  connectionState,
  connectionStep,
  count,
  jobIds,
  jobQuery,
  jobRange,
  jobRow,
  jobTarget,
  libraryState,
  listingInfo,
  longText,
  menuCommand,
  notablePage,
  notableQuery,
  queueSnapshot,
  selection,
  shortText,
  versioned,
} from './value-schemas.ts';

type Calls = AppContract['calls'];
type Events = AppContract['events'];

/**
 * What may come in and what may go out, for every call. Objects are cut to the members that are named here: whatever
 * else a service might hand out, a secret among it, does not get through.
 */
export interface CallSchema<Input, Output> {
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
}

const none = z.null();
const nothing = { input: none, output: none };
const typed = z.string().max(16_384);
const flag = z.boolean();
const selectionName = z.string().trim().min(1).max(200);
const text = z.object({ text: longText });
const strings = z.array(z.string());
const byTarget = { input: jobTarget, output: none };
/** zod allows `undefined` where the contract means "left out"; the settings treat both alike. */
const settingsChange = settingsSchema.partial() as unknown as z.ZodType<Partial<Settings>>;

export const callSchemas: {
  readonly [K in keyof Calls]: CallSchema<Calls[K]['input'], Calls[K]['output']>;
} = {
  'app.info': {
    input: none,
    output: z.object({
      serverId: z.string(),
      version: z.string(),
      host: z.enum(['desktop', 'browser']),
      platform: z.string(),
      runtime: z.string(),
      keychain: z.boolean(),
      outputFolderHint: z.string(),
      notices: strings,
    }),
  },
  'app.ready': nothing,
  'app.openExternal': { input: z.object({ url: z.url().max(4_096) }), output: none },
  'app.showLog': nothing,
  'app.restartEngine': nothing,

  'connection.get': { input: none, output: versioned(connectionState) },
  'connection.connect': {
    input: z.object({ sharedUrl: typed, password: typed, accessToken: typed, remember: flag }),
    output: none,
  },
  'connection.connectWithConfig': {
    input: z.object({ text: z.string().max(1024 * 1024), remember: flag }),
    output: z.object({ warnings: strings }),
  },
  'connection.signIn': {
    input: z.object({ sharedUrl: typed, password: typed, remember: flag }),
    output: none,
  },
  'connection.finishSignIn': { input: z.object({ code: typed }), output: none },
  'connection.retry': nothing,
  'connection.wouldEnd': {
    input: connectionStep,
    output: z.object({ files: count, isFetching: flag }),
  },
  'connection.cancel': nothing,
  'connection.tryDemo': nothing,
  'connection.justBrowse': nothing,
  'connection.disconnect': nothing,
  'connection.forget': nothing,

  'catalogue.get': { input: none, output: versioned(catalogue) },
  'catalogue.info': { input: none, output: versioned(listingInfo) },
  'catalogue.refresh': { input: z.object({ includeLegacy: flag }), output: none },
  'catalogue.importListing': { input: text, output: none },
  'catalogue.useBuiltin': nothing,
  'catalogue.onDisk': { input: none, output: selection },

  'inputs.parse': {
    input: z.object({ name: shortText, text: longText }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('fields'),
        column: z.string().nullable(),
        fields: strings,
        epochs: z.array(z.object({ field: z.string(), epochs: strings })).nullable(),
        unknown: strings,
        warnings: strings,
      }),
      z.object({ kind: z.literal('files'), selection, unknown: strings, warnings: strings }),
      z.object({ kind: z.literal('config'), warnings: strings }),
    ]),
  },
  'plan.summarize': {
    input: selection,
    output: z.object({
      files: count,
      bytes: z.number(),
      unknownFiles: count,
      estimatedBytes: z.number().nullable(),
      filesOnDisk: count,
      freeBytes: z.number().nullable(),
      command: z.string(),
      commandNeedsList: flag,
    }),
  },
  'plan.list': { input: selection, output: z.object({ text: z.string() }) },

  'selections.list': {
    input: none,
    output: z.array(z.object({ name: z.string(), files: count, savedAtMs: z.number() })),
  },
  'selections.save': { input: z.object({ name: selectionName, selection }), output: none },
  'selections.load': {
    input: z.object({ name: selectionName }),
    output: z.object({ selection, missing: count }),
  },
  'selections.delete': { input: z.object({ name: selectionName }), output: none },

  'downloads.add': { input: selection, output: z.object({ added: count }) },
  'downloads.get': { input: none, output: queueSnapshot },
  'downloads.rows': {
    input: jobQuery,
    output: z.object({ total: count, rows: z.array(jobRow) }),
  },
  'downloads.pauseAll': nothing,
  'downloads.resumeAll': nothing,
  'downloads.pause': byTarget,
  'downloads.resume': byTarget,
  'downloads.retry': byTarget,
  'downloads.remove': {
    input: jobTarget,
    output: z.object({ removed: count, undoToken: z.string() }),
  },
  'downloads.undoRemove': { input: z.object({ undoToken: shortText }), output: none },
  'downloads.reorder': {
    input: z.object({ target: jobTarget, beforeId: count.nullable() }),
    output: none,
  },
  'downloads.between': { input: jobRange, output: z.object({ ids: jobIds }) },
  'downloads.count': { input: jobTarget, output: z.object({ files: count }) },
  'downloads.paths': { input: jobTarget, output: z.object({ paths: strings }) },
  'downloads.report': { input: none, output: z.object({ text: z.string() }) },
  'downloads.showFile': { input: z.object({ id: count }), output: none },

  'library.get': { input: none, output: versioned(libraryState) },
  'library.verify': {
    input: z.object({ selection: selection.nullable(), withSha256: flag }),
    output: none,
  },
  'library.cancel': nothing,
  'library.rows': { input: notableQuery, output: notablePage },
  'library.mend': { input: none, output: z.object({ added: count }) },
  'library.manifest': {
    input: z.object({ as: z.enum(['sums', 'table']) }),
    output: z.object({ text: z.string() }),
  },

  'settings.get': { input: none, output: versioned(settingsSchema) },
  'settings.set': { input: settingsChange, output: none },

  'dialogs.chooseFolder': {
    input: z.object({ start: shortText }),
    output: z.object({ path: z.string().nullable() }),
  },
  'dialogs.browseFolders': {
    input: z.object({ path: shortText }),
    output: z.object({
      path: z.string(),
      parent: z.string().nullable(),
      folders: strings,
      freeBytes: z.number().nullable(),
      writable: flag,
    }),
  },
  'dialogs.saveText': {
    input: z.object({ suggestedName: z.string().min(1).max(200), text: longText }),
    output: z.object({ saved: flag }),
  },
};

export const eventSchemas: { readonly [K in keyof Events]: z.ZodType<Events[K]> } = {
  'connection.changed': versioned(connectionState),
  'catalogue.changed': versioned(listingInfo),
  'catalogue.onDiskChanged': z.object({ revision: count }),
  'downloads.changed': queueSnapshot,
  'library.changed': versioned(libraryState),
  'settings.changed': versioned(settingsSchema),
  'app.openText': z.object({ name: z.string(), text: z.string() }),
  'app.menu': z.object({ command: menuCommand }),
};
