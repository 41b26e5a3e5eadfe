import { z } from 'zod';
import { type ShowCommand, showCommandOf, VIEWS } from '#shared/ipc/views.ts';
import { call, command, type Infer, none } from './declare.ts';
import { flag, oneOf, strings } from './values.ts';

const appInfo = z.object({
  /** Differs for each start of main. With another id, revisions begin again and earlier state is void. */
  serverId: z.string(),
  version: z.string(),
  host: z.enum(['desktop', 'browser']),
  /** As `process.platform`. */
  platform: z.string(),
  /** The runtime with its version: `Electron 45.4.1`, `Node 24.21.0`. */
  runtime: z.string(),
  /** Whether a keychain was found. Without one, credentials last until the program ends. */
  keychain: flag,
  outputFolderHint: z.string(),
  /** Problems with the program's own files at the start; sentences for the user. */
  notices: strings,
});
export type AppInfo = Infer<typeof appInfo>;

/** What is in a file: a list is text, a table may be binary. */
const bytes: z.ZodType<Uint8Array<ArrayBuffer>> = z.instanceof(Uint8Array);

/** Menu entries that belong to the renderer and show no view. */
type OtherCommand = 'find' | 'open-file' | 'pause-all' | 'resume-all';

export type MenuCommand = ShowCommand | OtherCommand;

const menuCommand: z.ZodType<MenuCommand> = z.union([
  z.enum(VIEWS.map(showCommandOf)),
  oneOf<OtherCommand>({
    find: 'find',
    'open-file': 'open-file',
    'pause-all': 'pause-all',
    'resume-all': 'resume-all',
  }),
]);

export const appCalls = {
  'app.info': call(none, appInfo),
  /** The page listens for every event: from now on no event sent to it is lost. */
  'app.ready': command,
  'app.openExternal': call(z.object({ url: z.url().max(4_096) }), none),
  'app.showLog': command,
  /** Starts the engine again after its thread died, and continues its work. Does nothing while it runs. */
  'app.restartEngine': command,
};

export const appEvents = {
  /** The user dropped or opened a file through the system; the renderer handles it as a drop. */
  'app.openFile': z.object({ name: z.string(), bytes }),
  /** A menu entry that belongs to the renderer. */
  'app.menu': z.object({ command: menuCommand }),
};
