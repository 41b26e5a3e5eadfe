import type { BrowserWindow as RealBrowserWindow } from 'electron';
import { app } from './app.ts';
import { centred } from './display.ts';
import { emitterOf, preventable } from './emitter.ts';
import { lifecycle } from './lifecycle.ts';
import type { Bounds } from './page.ts';
import { recorders } from './recorder.ts';
import { WebContents } from './web-contents.ts';
import { WindowBounds } from './window-bounds.ts';
import { checkWindowOptions, type WindowOptions } from './window-options.ts';

const EVENTS = {
  emitted: `
    blur close closed enter-full-screen focus hide leave-full-screen maximize minimize move moved
    page-title-updated ready-to-show resize resized restore show unmaximize
  `,
  never: `
    always-on-top-changed app-command enter-html-full-screen leave-html-full-screen query-session-end
    responsive session-end system-context-menu unresponsive will-move will-resize
  `,
};

const windows = new Map<number, BrowserWindow>();
let lastId = 0;
let focusedId: number | undefined;

/** A window: its bounds become the size of a page in Chromium; everything else about it is kept here. */
export class BrowserWindow extends emitterOf('BrowserWindow', EVENTS) {
  static getAllWindows = (): BrowserWindow[] => [...windows.values()];
  static getFocusedWindow = (): BrowserWindow | null => windows.get(focusedId ?? 0) ?? null;
  static fromId = (id: number): BrowserWindow | null => windows.get(id) ?? null;
  static fromWebContents = (contents: WebContents): BrowserWindow | null =>
    [...windows.values()].find((window) => window.webContents === contents) ?? null;

  readonly id = ++lastId;
  readonly webContents: WebContents;
  readonly #bounds: WindowBounds;
  #title: string;
  #visible = false;
  #shown = false;
  #closing = false;
  #destroyed = false;

  constructor(options: WindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    checkWindowOptions(options);
    const { webPreferences = {} } = options;
    this.#bounds = new WindowBounds(options);
    this.#title = options.title ?? app.name;
    if (options.fullscreen === true) this.#bounds.become('fullscreen');
    this.webContents = new WebContents({
      preload: webPreferences.preload ?? null,
      additionalArguments: webPreferences.additionalArguments ?? [],
      bounds: () => this.#bounds.current,
      close: () => this.close(),
      gone: () => this.#gone(),
      firstPaint: () => this.#painted(),
      titled: (title, explicit) => this.#titled(title, explicit),
    });
    windows.set(this.id, this);
    lifecycle.windows.add(this);
    app.emit('web-contents-created', preventable({}), this.webContents);
    app.emit('browser-window-created', preventable({}), this);
    if (options.show !== false) this.show();
  }

  loadURL = (url: string, options?: object): Promise<void> =>
    this.webContents.loadURL(url, options);
  loadFile = (path: string, options?: object): Promise<void> =>
    this.webContents.loadFile(path, options);
  reload = (): void => this.webContents.reload();

  isDestroyed = (): boolean => this.#destroyed;
  isVisible = (): boolean => this.#visible;
  isFocused = (): boolean => focusedId === this.id;
  getTitle = (): string => this.#title;
  setTitle = (title: string): void => void (this.#title = title);

  show = (): void => {
    this.showInactive();
    this.focus();
  };

  showInactive = (): void => {
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  };

  hide = (): void => {
    if (!this.#visible) return;
    this.#visible = false;
    this.blur();
    this.emit('hide');
  };

  focus = (): void => {
    if (this.isFocused() || this.#destroyed) return;
    BrowserWindow.getFocusedWindow()?.blur();
    focusedId = this.id;
    void this.webContents.standInPage?.session.trySend('Page.bringToFront');
    this.emit('focus');
    app.emit('browser-window-focus', preventable({}), this);
  };

  blur = (): void => {
    if (!this.isFocused()) return;
    focusedId = undefined;
    this.emit('blur');
    app.emit('browser-window-blur', preventable({}), this);
  };

  /** Closes unless a listener of `close` prevents it. */
  close = (): void => {
    if (this.#destroyed || this.#closing) return;
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return lifecycle.closePrevented();
    this.#closing = true;
    void this.webContents.standInDestroy().then(() => this.#gone());
  };

  destroy = (): void => {
    if (this.#destroyed) return;
    void this.webContents.standInDestroy();
    this.#gone();
  };

  getBounds = (): Bounds => this.#bounds.current;
  getContentBounds = (): Bounds => this.#bounds.current;
  getNormalBounds = (): Bounds => this.#bounds.normal;
  getSize = (): number[] => [this.#bounds.current.width, this.#bounds.current.height];
  getContentSize = (): number[] => this.getSize();
  getPosition = (): number[] => [this.#bounds.current.x, this.#bounds.current.y];
  getMinimumSize = (): number[] => [...this.#bounds.minimum];
  setMinimumSize = (width: number, height: number): void =>
    void (this.#bounds.minimum = [width, height]);
  setBounds = (bounds: Partial<Bounds>): void => this.#moved(() => this.#bounds.move(bounds));
  setContentBounds = (bounds: Partial<Bounds>): void => this.setBounds(bounds);
  setSize = (width: number, height: number): void => this.setBounds({ width, height });
  setContentSize = (width: number, height: number): void => this.setBounds({ width, height });
  center = (): void =>
    this.setBounds(centred(this.#bounds.current.width, this.#bounds.current.height));
  setPosition = (x: number, y: number): void => this.setBounds({ x, y });

  isMaximized = (): boolean => this.#bounds.state === 'maximized';
  isMinimized = (): boolean => this.#bounds.state === 'minimized';
  isFullScreen = (): boolean => this.#bounds.state === 'fullscreen';
  isNormal = (): boolean => this.#bounds.state === 'normal';
  maximize = (): void => this.#change('maximize', () => this.#bounds.become('maximized'));
  unmaximize = (): void =>
    this.#change('unmaximize', () => this.isMaximized() && this.#bounds.become('normal'));
  minimize = (): void => this.#change('minimize', () => this.#bounds.become('minimized'));
  restore = (): void => this.#change('restore', () => this.#bounds.restore());
  setFullScreen = (on: boolean): void => {
    if (on) this.#change('enter-full-screen', () => this.#bounds.become('fullscreen'));
    else
      this.#change('leave-full-screen', () => this.isFullScreen() && this.#bounds.become('normal'));
  };

  #change(event: string, become: () => boolean): void {
    this.#moved(() => {
      if (become()) this.emit(event);
    });
  }

  #moved(move: () => void): void {
    const before = this.#bounds.current;
    move();
    const after = this.#bounds.current;
    if (before.width !== after.width || before.height !== after.height) {
      void this.webContents.standInPage?.resize(after);
      this.emit('resize');
      this.emit('resized');
    }
    if (before.x !== after.x || before.y !== after.y) {
      this.emit('move');
      this.emit('moved');
    }
  }

  #painted(): void {
    if (this.#shown) return;
    this.#shown = true;
    this.emit('ready-to-show');
  }

  #titled(title: string, explicit: boolean): void {
    const event = preventable({});
    this.emit('page-title-updated', event, title, explicit);
    if (!event.defaultPrevented) this.#title = title;
  }

  /** As in Electron: the first call on a destroyed window throws. */
  #refuseAll(): void {
    const stay = new Set(['constructor', 'isDestroyed', 'close', 'destroy']);
    const names = [...Object.keys(this), ...Object.getOwnPropertyNames(BrowserWindow.prototype)];
    for (const name of names) {
      if (stay.has(name) || typeof Reflect.get(this, name) !== 'function') continue;
      const refuse = (): never => {
        throw new TypeError('Object has been destroyed');
      };
      Object.defineProperty(this, name, { value: refuse });
    }
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#visible = false;
    this.blur();
    windows.delete(this.id);
    this.emit('closed');
    this.#refuseAll();
    lifecycle.windowClosed(this);
  }
}

Object.assign(
  BrowserWindow.prototype,
  recorders('BrowserWindow', [
    'flashFrame',
    'moveTop',
    'removeMenu',
    'setAlwaysOnTop',
    'setAutoHideMenuBar',
    'setBackgroundColor',
    'setEnabled',
    'setIcon',
    'setMaximumSize',
    'setMenu',
    'setMenuBarVisibility',
    'setOverlayIcon',
    'setProgressBar',
    'setRepresentedFilename',
    'setResizable',
    'setSkipTaskbar',
    'setThumbarButtons',
    'setTitleBarOverlay',
    'setVisibleOnAllWorkspaces',
    'setWindowButtonVisibility',
  ] satisfies readonly (keyof RealBrowserWindow)[]),
);
