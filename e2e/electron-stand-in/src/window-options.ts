import { notImplemented } from './refuse.ts';
import { words } from './words.ts';

export interface WebPreferences {
  readonly preload?: string;
  readonly additionalArguments?: readonly string[];
  readonly [name: string]: unknown;
}

export interface WindowOptions {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly fullscreen?: boolean;
  readonly webPreferences?: WebPreferences;
  readonly [name: string]: unknown;
}

/** Options that have their effect, or none that a page could notice. */
const KNOWN = new Set(
  words(`
  x y width height minWidth minHeight center useContentSize show title icon backgroundColor
  darkTheme fullscreen fullscreenable resizable movable minimizable maximizable closable
  focusable autoHideMenuBar frame titleBarStyle titleBarOverlay trafficLightPosition vibrancy
  accentColor roundedCorners hasShadow acceptFirstMouse paintWhenInitiallyHidden
  tabbingIdentifier webPreferences
`),
);

/** The only values under which the stand-in behaves as Electron would: a sandboxed, isolated page. */
const SAFE: Readonly<Record<string, unknown>> = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
};

const HARMLESS = new Set(
  words(`
  preload additionalArguments spellcheck devTools backgroundThrottling safeDialogs
  disableDialogs navigateOnDragDrop v8CacheOptions autoplayPolicy enableWebSQL
  textAreasAreResizable defaultFontFamily defaultFontSize minimumFontSize
  enablePreferredSizeMode
`),
);

/** Throws by name for an option that would make Electron behave in a way that the stand-in doesn't. */
export function checkWindowOptions(options: WindowOptions): void {
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name)) throw notImplemented(`new BrowserWindow({ ${name} })`);
  }
  for (const [name, value] of Object.entries(options.webPreferences ?? {})) {
    const safe = name in SAFE ? value === undefined || value === SAFE[name] : HARMLESS.has(name);
    if (!safe)
      throw notImplemented(`new BrowserWindow({ webPreferences: { ${name}: ${String(value)} } })`);
  }
}
