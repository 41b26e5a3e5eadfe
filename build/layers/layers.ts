/** One layer of the code: a folder, the files below it that belong to no deeper layer, and what these may import. */
export interface Layer {
  /** Folder from the root without a trailing slash, or one file that is a layer of its own. */
  readonly folder: string;
  /** What the layer holds, in a few words. */
  readonly holds: string;
  /** Folders of other layers; each includes the layers below it. A layer may always import itself. */
  readonly imports: readonly string[];
  /** Packages by name; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
}

/** What a folder below `parent` may import that has no row of its own, if it holds a file `NAME/NAMEending`. */
export interface UsualLayer extends Omit<Layer, 'folder'> {
  readonly parent: string;
  readonly ending: string;
}

const layer = (
  folder: string,
  holds: string,
  imports: readonly string[],
  packages: readonly string[] = [],
): Layer => ({ folder, holds, imports, packages });

const NODE = 'node:';

const SHARED: readonly Layer[] = [
  layer('src/shared/errors', 'AppError and its codes', []),
  layer('src/shared/format', 'numbers, dates and words as people read them', ['src/shared/errors']),
  layer('src/shared/survey', 'facts of the survey, grammar of its paths', ['src/shared/errors']),
  layer('src/shared/dropbox', 'shared links, dropbox.cfg, the policy of the gate', [
    'src/shared/errors',
    'src/shared/format',
  ]),
  layer('src/shared/catalogue', 'the catalogue as columns, its filter, search and tree', [
    'src/shared/errors',
    'src/shared/format',
    'src/shared/survey',
    'src/shared/dropbox',
  ]),
  layer('src/shared/downloads', 'jobs, blocks, retry and priority policies', [
    'src/shared/errors',
    'src/shared/survey',
    'src/shared/catalogue',
  ]),
  layer('src/shared/library', 'results of verification, manifests', [
    'src/shared/errors',
    'src/shared/format',
    'src/shared/downloads',
  ]),
  layer('src/shared/plan', 'size of a selection, and its command', [
    'src/shared/errors',
    'src/shared/format',
    'src/shared/survey',
    'src/shared/catalogue',
  ]),
  layer('src/shared/sky', 'angles, positions, projections, footprints', [
    'src/shared/errors',
    'src/shared/survey',
  ]),
  layer('src/shared/fits', 'FITS headers, world coordinates, cutouts of images', [
    'src/shared/errors',
    'src/shared/sky',
  ]),
  layer('src/shared/image', 'stretch, colours and pyramid of images', [
    'src/shared/errors',
    'src/shared/fits',
  ]),
  layer(
    'src/shared/sources',
    'tables of positions, the fields for them',
    [
      'src/shared/errors',
      'src/shared/format',
      'src/shared/survey',
      'src/shared/sky',
      'src/shared/fits',
    ],
    ['saxes'],
  ),
  layer(
    'src/shared/selavy',
    "selavy's catalogues",
    ['src/shared/errors', 'src/shared/format', 'src/shared/sky'],
    ['saxes'],
  ),
  layer('src/shared/cutouts', 'images that see sources, the table of their cutouts', [
    'src/shared/errors',
    'src/shared/format',
    'src/shared/survey',
    'src/shared/catalogue',
    'src/shared/sky',
    'src/shared/fits',
    'src/shared/sources',
    'src/shared/image',
  ]),
  layer('src/shared/lightcurve', 'light curves of sources', [
    'src/shared/errors',
    'src/shared/format',
    'src/shared/survey',
    'src/shared/catalogue',
    'src/shared/sky',
    'src/shared/sources',
    'src/shared/selavy',
  ]),
  layer('src/shared/rpc', 'calls and events over a pipe', ['src/shared/errors']),
  layer('src/shared/ipc/limits.ts', 'bytes of a text and of a message', []),
  layer('src/shared/ipc/views.ts', 'the views by name and key', []),
  layer(
    'src/shared/calls',
    "the calls and events between main's app and a page, each declared once",
    [
      'src/shared/errors',
      'src/shared/catalogue',
      'src/shared/downloads',
      'src/shared/library',
      'src/shared/cutouts',
      'src/shared/lightcurve',
      'src/shared/ipc/limits.ts',
      'src/shared/ipc/views.ts',
    ],
    ['zod'],
  ),
  layer('src/shared/ipc', 'the contract that follows from the calls, and its messages', [
    'src/shared/calls',
    'src/shared/rpc',
  ]),
];

const SYSTEM: readonly Layer[] = [
  layer('src/main/system/disk', 'files, folders and their errors', ['src/shared'], [NODE, 'zod']),
  layer('src/main/system/time', 'the clock', ['src/shared'], [NODE]),
  layer('src/main/system/integrity', 'hashes', ['src/shared'], [NODE]),
  layer(
    'src/main/system/log',
    'the log, without secrets',
    ['src/shared', 'src/main/system/disk'],
    [NODE, 'electron-log'],
  ),
  layer(
    'src/main/system/paths',
    'places of the state files',
    ['src/shared', 'src/main/system/disk'],
    [NODE],
  ),
  layer('src/main/system/power', 'mains or battery', ['src/shared'], [NODE]),
  layer('src/main/system/proxy', "the system's proxy", ['src/shared'], [NODE]),
  layer(
    'src/main/system/http',
    'HTTP as Dropbox speaks it, and its errors',
    ['src/shared', 'src/main/system/proxy'],
    [NODE, 'undici'],
  ),
  layer(
    'src/main/system/sign-in',
    'OAuth with PKCE',
    ['src/shared', 'src/main/system/http', 'src/main/system/time'],
    [NODE],
  ),
  layer('src/main/system/loopback', 'servers on loopback', ['src/shared'], [NODE]),
];

const ENGINE: readonly Layer[] = [
  layer('src/main/engine/contract', 'calls and events of the engine', ['src/shared'], [NODE]),
  layer('src/main/engine/contract/contract.ts', 'follows from the parts below', [
    'src/main/engine',
  ]),
  layer(
    'src/main/engine/contract/start-engine.ts',
    'the thread, and its client',
    ['src/shared', 'src/main/engine/contract'],
    [NODE],
  ),
  layer(
    'src/main/engine/wire',
    'HTTP bodies, read into given memory',
    ['src/shared/errors'],
    [NODE],
  ),
  layer(
    'src/main/engine/dropbox',
    'gate, session, shared link, crawl, file bodies',
    ['src/shared', 'src/main/system', 'src/main/engine/wire'],
    [NODE, 'dropbox', 'undici'],
  ),
  layer(
    'src/main/engine/transfer',
    'one file: blocks, part file, journal',
    [
      'src/shared',
      'src/main/system',
      'src/main/engine/contract',
      'src/main/engine/wire',
      'src/main/engine/dropbox',
    ],
    [NODE],
  ),
  layer(
    'src/main/engine/catalogue/builtin-catalogue.ts',
    "the built-in list, from the build's columns",
    ['src/shared'],
    [NODE],
  ),
  layer(
    'src/main/engine/catalogue',
    'catalogues in SQLite, marks of files on disk',
    [
      'src/shared',
      'src/main/system',
      'src/main/engine/contract',
      'src/main/engine/dropbox',
      'src/main/engine/catalogue/builtin-catalogue.ts',
    ],
    [NODE],
  ),
  layer(
    'src/main/engine/verify',
    'hashing what is on disk',
    ['src/shared', 'src/main/system', 'src/main/engine/contract', 'src/main/engine/transfer'],
    [NODE],
  ),
  layer(
    'src/main/engine/queue',
    'jobs, their order, their database',
    [
      'src/shared',
      'src/main/system',
      'src/main/engine/contract',
      'src/main/engine/transfer',
      'src/main/engine/verify',
    ],
    [NODE, 'zod'],
  ),
  layer(
    'src/main/engine',
    'the worker thread that puts these together',
    ['src/shared', 'src/main/system', 'src/main/engine'],
    [NODE],
  ),
];

/** What every service of the app may use. */
const SERVICE = ['src/shared', 'src/main/system', 'src/main/engine/contract'];

const APP: readonly Layer[] = [
  layer(
    'src/main/ipc',
    'the router, which parses every call',
    ['src/shared', 'src/main/system/log'],
    ['zod'],
  ),
  layer('src/main/app/credentials', 'the keychain', SERVICE, [NODE, 'keytar', 'zod']),
  layer('src/main/app/settings', 'settings on disk', [...SERVICE, 'src/main/ipc'], [NODE, 'zod']),
  layer('src/main/app/selections', 'saved selections', [...SERVICE, 'src/main/ipc'], [NODE, 'zod']),
  layer('src/main/app/sources', "the user's tables of sources", SERVICE, [NODE, 'zod']),
  layer(
    'src/main/app/connection',
    'the state of the connection to Dropbox',
    [...SERVICE, 'src/main/app/credentials', 'src/demo/demo.ts'],
    [NODE],
  ),
  layer('src/main/app/catalogue', 'the catalogue for a page', SERVICE, [NODE]),
  layer('src/main/app/plan', 'size of a selection', [...SERVICE, 'src/main/app/catalogue'], [NODE]),
  layer('src/main/app/downloads', 'the queue for a page', SERVICE, [NODE]),
  layer('src/main/app/cutouts', 'cutouts for a page', SERVICE, [NODE]),
  layer('src/main/app/samp', 'programs at a SAMP hub', SERVICE, [NODE, 'zod', '@foxglove/xmlrpc']),
  layer(
    'src/main/app/library',
    'verification for a page',
    [...SERVICE, 'src/main/app/catalogue', 'src/main/app/downloads'],
    [NODE],
  ),
  layer(
    'src/main/app',
    'the app behind a window or a page',
    [
      'src/shared',
      'src/main/system',
      'src/main/engine/contract',
      'src/main/ipc',
      'src/main/app',
      'src/demo/demo.ts',
    ],
    [NODE, 'zod'],
  ),
];

const HOSTS: readonly Layer[] = [
  layer(
    'src/main/hosts',
    'what the hosts of a page share',
    ['src/shared', 'src/main/system'],
    [NODE],
  ),
  layer(
    'src/main/hosts/browser',
    'the app as a page on loopback',
    ['src/shared', 'src/main/system', 'src/main/app', 'src/main/hosts'],
    [NODE, 'ws', 'zod'],
  ),
  layer(
    'src/main/hosts/terminal',
    'the command vast-pilot',
    [
      'src/shared',
      'src/main/system',
      'src/main/engine/contract',
      'src/main/engine/catalogue/builtin-catalogue.ts',
      'src/main/app',
      'src/main/hosts',
      'src/main/hosts/browser',
      'src/demo/demo.ts',
    ],
    [NODE, 'commander', 'zod'],
  ),
  layer(
    'src/main/hosts/electron',
    "Electron's window",
    ['src/shared', 'src/main/system', 'src/main/app', 'src/main/hosts'],
    [NODE, 'electron', 'zod'],
  ),
  layer('src/preload', 'the bridge into the window', ['src/shared/ipc'], ['electron']),
];

const DEMO: readonly Layer[] = [
  layer('src/demo/demo.ts', 'the one entry to the demo', ['src/demo'], []),
  layer('src/demo', 'the demo survey and its server', ['src/shared'], [NODE, 'zod']),
];

/** What every view may use. */
const PARTS = [
  'src/shared',
  'src/renderer/messages',
  'src/renderer/transport',
  'src/renderer/ticks',
  'src/renderer/source-lists',
  'src/renderer/app',
  'src/renderer/ui',
  'src/renderer/intake',
  'src/renderer/canvas',
  'src/renderer/sky-map',
  'src/renderer/cutout-sheet',
];
const REACT = ['react', 'zustand', '@base-ui/react', '@tanstack/react-virtual'];

const view = (folder: string, holds: string): Layer => layer(folder, holds, PARTS, REACT);

const RENDERER: readonly Layer[] = [
  layer('src/renderer/messages', 'every text that a view shows', ['src/shared']),
  layer(
    'src/renderer/transport',
    'calls to main, mirrors of its state',
    ['src/shared', 'src/renderer/messages'],
    ['zustand'],
  ),
  layer(
    'src/renderer/ticks',
    'the catalogue in view and its ticks',
    ['src/shared', 'src/renderer/messages', 'src/renderer/transport'],
    ['zustand'],
  ),
  layer(
    'src/renderer/source-lists',
    "the user's lists of sources, read in a worker",
    ['src/shared', 'src/renderer/messages', 'src/renderer/transport'],
    ['zustand'],
  ),
  layer(
    'src/renderer/app',
    'state that all views share',
    [
      'src/shared',
      'src/renderer/messages',
      'src/renderer/transport',
      'src/renderer/ticks',
      'src/renderer/source-lists',
    ],
    REACT,
  ),
  layer(
    'src/renderer/ui',
    'buttons, lists, dialogs and other parts',
    ['src/shared', 'src/renderer/messages', 'src/renderer/transport', 'src/renderer/app'],
    REACT,
  ),
  layer(
    'src/renderer/intake',
    'dropped, pasted or opened texts',
    [
      'src/shared',
      'src/renderer/messages',
      'src/renderer/transport',
      'src/renderer/ticks',
      'src/renderer/source-lists',
      'src/renderer/app',
      'src/renderer/ui',
    ],
    REACT,
  ),
  layer('src/renderer/canvas', 'a canvas that takes a pointer', [], REACT),
  layer(
    'src/renderer/sky-map',
    'a map of the sky on a canvas',
    ['src/shared', 'src/renderer/messages', 'src/renderer/canvas'],
    REACT,
  ),
  layer(
    'src/renderer/cutout-sheet',
    'the sheet that asks for cutouts',
    [
      'src/shared',
      'src/renderer/messages',
      'src/renderer/transport',
      'src/renderer/source-lists',
      'src/renderer/app',
      'src/renderer/ui',
    ],
    REACT,
  ),
  layer('src/renderer/chart', 'charts, on the page and as pictures', ['src/shared'], REACT),
  layer(
    'src/renderer/lightcurve',
    'the light curve of a source',
    [...PARTS, 'src/renderer/chart'],
    REACT,
  ),
  view('src/renderer/connect', 'view: sign in, demo'),
  view('src/renderer/browse', 'view: filter, search, tick'),
  view('src/renderer/sky', 'view: map of the sky'),
  view('src/renderer/downloads', 'view: the queue'),
  layer('src/renderer/coverage', 'the matrix of fields and epochs', PARTS, REACT),
  layer(
    'src/renderer/library',
    'view: coverage, verify, repair, manifest',
    [...PARTS, 'src/renderer/coverage'],
    REACT,
  ),
  layer(
    'src/renderer/sources',
    'view: lists of sources, their fields',
    [...PARTS, 'src/renderer/lightcurve'],
    REACT,
  ),
  view('src/renderer/look', 'view: images on disk'),
  view('src/renderer/cutouts', 'view: pixels around sources'),
  layer(
    'src/renderer/tables',
    'view: catalogues of sources',
    [...PARTS, 'src/renderer/chart'],
    REACT,
  ),
  view('src/renderer/settings', 'view: settings'),
  layer(
    'src/renderer/shell',
    'rail, header and foot around the views',
    [...PARTS, 'src/renderer'],
    [...REACT, 'react-dom'],
  ),
  layer(
    'src/renderer',
    'the entry of the page',
    ['src/renderer/transport', 'src/renderer/shell'],
    REACT,
  ),
];

export const LAYERS: readonly Layer[] = [
  ...SHARED,
  ...SYSTEM,
  ...ENGINE,
  ...APP,
  ...HOSTS,
  ...DEMO,
  ...RENDERER,
];

/** A service and a part of the engine need a row only if they import more than this. */
export const USUAL: readonly UsualLayer[] = [
  {
    parent: 'src/main/app',
    ending: '-service.ts',
    holds: 'a service',
    imports: SERVICE,
    packages: [NODE, 'zod'],
  },
  {
    parent: 'src/main/engine',
    ending: '-calls.ts',
    holds: 'a part of the engine',
    imports: [
      'src/shared',
      'src/main/system',
      'src/main/engine/contract',
      'src/main/engine/wire',
      'src/main/engine/dropbox',
      'src/main/engine/transfer',
    ],
    packages: [NODE],
  },
];
