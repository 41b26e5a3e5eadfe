import { pathToFileURL } from 'node:url';
import type { WebContents as RealWebContents } from 'electron';
import { app } from './app.ts';
import { emitterOf, preventable } from './emitter.ts';
import { answerFilePaths } from './file-paths.ts';
import type { Frame } from './frames.ts';
import type { FromPage, Parcel, ToPage } from './injected/wire.ts';
import { answer, messageTo, receive } from './ipc-main.ts';
import { colorScheme, themePage } from './native-theme.ts';
import { origins } from './origins.ts';
import { type Bounds, Page } from './page.ts';
import { PageLoad } from './page-load.ts';
import { recorders } from './recorder.ts';
import { notImplemented } from './refuse.ts';
import { defaultSession } from './session.ts';
import { levelOf, WEB_CONTENTS_EVENTS } from './web-contents-events.ts';
import { type WebFrame, webFrame } from './web-frame.ts';
import { worldScripts } from './worlds.ts';

/** What web contents need of their window. */
export interface WindowAround {
  readonly preload: string | null;
  readonly additionalArguments: readonly string[];
  bounds(): Bounds;
  /** The page asks to close the window. */
  close(): void;
  /** The page is already closed. */
  gone(): void;
  firstPaint(): void;
  titled(title: string, explicit: boolean): void;
}

interface WindowOpen {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
}

type WindowOpenHandler = (details: WindowOpen & { readonly disposition: string }) => {
  readonly action: string;
};

let lastId = 0;
const all = new Set<WebContents>();

/** The inside of a window, as the main process sees it. The first loadURL creates its page. */
export class WebContents extends emitterOf('webContents', WEB_CONTENTS_EVENTS) {
  readonly id = ++lastId;
  readonly session = defaultSession;
  readonly #window: WindowAround;
  #page: Page | undefined;
  #unsent: Parcel<ToPage>[] = [];
  readonly #load = new PageLoad();
  #opening: Promise<Page> | undefined;
  #navigating = false;
  #destroyed = false;
  #crashed = false;
  #title = '';
  #zoomLevel = 0;
  #openHandler: WindowOpenHandler | null = null;

  constructor(around: WindowAround) {
    super();
    this.#window = around;
    all.add(this);
  }

  /** Rejects with Electron's error (`code`, `errno`, `url`) if the load fails. */
  loadURL(url: string, options: object = {}): Promise<void> {
    if (Object.keys(options).length > 0) throw notImplemented('options of loadURL');
    const loaded = this.#load.begin(url);
    void this.#go(url).catch((error: unknown) => this.#failed(String(error)));
    return loaded;
  }

  loadFile(
    path: string,
    options: { query?: Record<string, string>; search?: string; hash?: string } = {},
  ): Promise<void> {
    const url = pathToFileURL(path);
    if (options.query !== undefined) url.search = new URLSearchParams(options.query).toString();
    if (options.search !== undefined) url.search = options.search;
    if (options.hash !== undefined) url.hash = options.hash;
    return this.loadURL(url.href);
  }

  send(channel: string, ...args: unknown[]): void {
    const parcel = messageTo(channel, args);
    if (this.#page === undefined) this.#unsent.push(parcel);
    else this.#page.deliver(parcel);
  }

  get mainFrame(): WebFrame {
    if (this.#page === undefined)
      throw notImplemented('mainFrame of a window that has loaded nothing');
    return webFrame(this.#page, this.#page.frames.main);
  }

  getURL = (): string => origins.toApp(this.#page?.frames.main.url ?? '');
  getTitle = (): string => this.#title;
  isDestroyed = (): boolean => this.#destroyed;
  isCrashed = (): boolean => this.#crashed;
  isLoading = (): boolean => this.#load.pending;
  isLoadingMainFrame = (): boolean => this.#load.pending;
  isDevToolsOpened = (): boolean => false;
  getZoomLevel = (): number => this.#zoomLevel;
  getZoomFactor = (): number => 1.2 ** this.#zoomLevel;
  setZoomLevel = (level: number): void => void (this.#zoomLevel = level);
  setZoomFactor = (factor: number): void =>
    void (this.#zoomLevel = Math.log(factor) / Math.log(1.2));
  setVisualZoomLevelLimits = async (_least: number, _most: number): Promise<void> => {};
  close = (): void => this.#window.close();
  reload = (): void => void this.#page?.session.trySend('Page.reload');
  reloadIgnoringCache = (): void =>
    void this.#page?.session.trySend('Page.reload', { ignoreCache: true });
  forcefullyCrashRenderer = (): void => void this.#page?.session.trySend('Page.crash');
  setWindowOpenHandler = (handler: WindowOpenHandler | null): void =>
    void (this.#openHandler = handler);

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    if (this.#page === undefined)
      throw notImplemented('executeJavaScript in a window that has loaded nothing');
    const { result, exceptionDetails } = await this.#page.session.send('Runtime.evaluate', {
      expression: code,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as unknown;
  }

  /** For the stand-in's other parts; not of Electron. */
  get standInPage(): Page | undefined {
    return this.#page;
  }

  /** For the window: closes the page; no event follows. */
  async standInDestroy(): Promise<void> {
    if (this.#destroyed) return;
    this.#destroyed = true;
    all.delete(this);
    this.#load.abort();
    await this.#page?.close();
    this.emit('destroyed');
  }

  async #go(appUrl: string): Promise<void> {
    await defaultSession.standInPermissions.applyFor(this, appUrl);
    if (this.#destroyed) return;
    const url = origins.toBrowser(appUrl);
    if (this.#opening === undefined) {
      const page = await (this.#opening = this.#open(url));
      if (this.#destroyed) await page.close();
      else this.#adopt(page);
    } else {
      const page = await this.#opening;
      this.#navigating = true;
      const error = await page.navigate(url).finally(() => {
        this.#navigating = false;
      });
      if (error !== undefined) this.#failed(error);
    }
  }

  #open(url: string): Promise<Page> {
    const { preload, additionalArguments } = this.#window;
    const scripts = worldScripts(preload, additionalArguments);
    if (scripts.preloadError !== null) this.#preloadFailed(scripts.preloadError);
    return Page.open(url, this.#window.bounds(), scripts, colorScheme());
  }

  #adopt(page: Page): void {
    this.#page = page;
    themePage(page);
    for (const parcel of this.#unsent.splice(0)) page.deliver(parcel);
    page.on('message', (parcel, frame, contextId) => this.#said(page, parcel, frame, contextId));
    page.on('start-loading', () => this.emit('did-start-loading'));
    page.on('navigated', ({ url, unreachable }) => {
      this.#crashed = false;
      this.#load.committed();
      if (!unreachable) this.emit('did-navigate', preventable({}), origins.toApp(url), 200, 'OK');
      else if (!this.#navigating) this.#failed('net::ERR_FAILED');
      void page.session.trySend('Inspector.enable');
    });
    page.on('navigated-in-page', ({ url, isMainFrame }) => {
      this.emit('did-navigate-in-page', preventable({}), origins.toApp(url), isMainFrame, 1, 1);
    });
    page.on('dom-ready', () => this.emit('dom-ready', preventable({})));
    page.on('load', () => this.#loaded());
    page.on('console', ({ type, text, url, line }) => {
      const details = {
        level: levelOf(type),
        message: text,
        lineNumber: line,
        sourceId: url,
        frame: this.mainFrame,
      };
      this.emit('console-message', preventable(details));
    });
    page.on('window-open', (details) => this.#windowAsked(details));
    page.on('crashed', () => this.#gone());
    page.on('closed', () => void this.standInDestroy().then(() => this.#window.gone()));
  }

  #said(page: Page, { message, body }: Parcel<FromPage>, frame: Frame, contextId: number): void {
    if (this.#destroyed) return;
    const sender = { contents: this, frame: webFrame(page, frame) };
    switch (message.kind) {
      case 'send':
        return receive({ message, body }, sender);
      case 'invoke':
        return void answer({ message, body }, sender).then((reply) => page.reply(contextId, reply));
      case 'window-open':
        return this.#windowAsked(message);
      case 'title':
        return this.#titled(message.title);
      case 'preload-error':
        return this.#preloadFailed(Object.assign(new Error(), message));
      case 'wants-file-paths':
        return void answerFilePaths(page.session);
    }
  }

  #preloadFailed(error: Error): void {
    console.error(`Unable to load preload script: ${this.#window.preload}`, error);
    this.emit('preload-error', preventable({}), this.#window.preload, error);
  }

  /** Every window that a page asks for is denied; the app's handler must have denied it, too. */
  #windowAsked({ url, frameName, features }: WindowOpen): void {
    if (this.#openHandler === null)
      throw notImplemented('windows that pages open (no handler denied one)');
    const details = { url: origins.toApp(url), frameName, features, disposition: 'foreground-tab' };
    const { action } = this.#openHandler(details);
    if (action !== 'deny') throw notImplemented(`a window-open handler that answers '${action}'`);
  }

  #titled(title: string): void {
    this.#title = title;
    this.#window.titled(title, true);
    this.emit('page-title-updated', preventable({}), title, true);
  }

  #loaded(): void {
    this.#window.firstPaint();
    this.emit('did-finish-load');
    this.emit('did-stop-loading');
    this.#load.finished();
  }

  #failed(reason: string): void {
    if (this.#destroyed) return;
    const error = this.#load.failed(reason, this.getURL());
    this.emit('did-fail-load', preventable({}), error.errno, error.code, error.url, true, 1, 1);
    this.emit('did-stop-loading');
  }

  #gone(): void {
    if (this.#crashed) return;
    this.#crashed = true;
    const details = { reason: 'crashed', exitCode: 5 };
    this.emit('render-process-gone', preventable({}), details);
    app.emit('render-process-gone', preventable({}), this, details);
  }
}

Object.assign(
  WebContents.prototype,
  recorders('webContents', [
    'closeDevTools',
    'copy',
    'cut',
    'focus',
    'inspectElement',
    'openDevTools',
    'paste',
    'redo',
    'selectAll',
    'setBackgroundThrottling',
    'setIgnoreMenuShortcuts',
    'toggleDevTools',
    'undo',
  ] satisfies readonly (keyof RealWebContents)[]),
);

export function allWebContents(): readonly WebContents[] {
  return [...all];
}
