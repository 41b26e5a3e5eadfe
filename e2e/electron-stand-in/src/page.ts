import { EventEmitter } from 'node:events';
import { browser } from './browser.ts';
import type { CdpSession } from './cdp.ts';
import { type Frame, FrameTree } from './frames.ts';
import type { FromPage, Parcel, ToPage } from './injected/wire.ts';
import { BINDING, PRELOAD_WORLD, type WorldScripts } from './worlds.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type ColorScheme = 'light' | 'dark' | '';

interface PageEvents {
  /** Sent by the preload's world of this frame; replies go to the world with this number. */
  message: [parcel: Parcel<FromPage>, frame: Frame, contextId: number];
  'start-loading': [];
  navigated: [{ readonly url: string; readonly unreachable: boolean }];
  'navigated-in-page': [{ readonly url: string; readonly isMainFrame: boolean }];
  'dom-ready': [];
  load: [];
  console: [
    { readonly type: string; readonly text: string; readonly url: string; readonly line: number },
  ];
  'window-open': [{ readonly url: string; readonly frameName: string; readonly features: string }];
  crashed: [];
  closed: [];
}

const pages = new Set<Page>();
const opening = new Set<Promise<unknown>>();

/** The page that a frame belongs to, once it is ready to receive its first document. */
export async function pageOfFrame(frameId: string): Promise<Page | undefined> {
  const find = () => [...pages].find((page) => page.frames.get(frameId) !== undefined);
  const known = find();
  if (known !== undefined) return known;
  await Promise.allSettled(opening);
  return find();
}

export function pageOfTarget(targetId: string): Page | undefined {
  return [...pages].find((page) => page.targetId === targetId);
}

/** One page of Chromium: the inside of a window. */
export class Page extends EventEmitter<PageEvents> {
  readonly targetId: string;
  readonly session: CdpSession;
  readonly frames = new FrameTree();
  /** The address that a frame of this page asked for, until its request arrives. */
  readonly #asked = new Map<string, string>();
  #gone = false;
  #queued: Parcel<ToPage>[] = [];

  /**
   * Opens a window of Chromium that loads `url`. The first request waits until the page's scripts are in place, so
   * that nothing but the document itself is ever loaded; Playwright, too, sees no blank page first, as in Electron.
   */
  static open(
    url: string,
    bounds: Bounds,
    scripts: WorldScripts,
    scheme: ColorScheme,
  ): Promise<Page> {
    const promise = openPage(url, bounds, scripts, scheme);
    opening.add(promise);
    return promise.finally(() => opening.delete(promise));
  }

  constructor(targetId: string, session: CdpSession) {
    super();
    this.targetId = targetId;
    this.session = session;
    this.#watch();
  }

  async prepare(bounds: Bounds, scripts: WorldScripts, scheme: ColorScheme): Promise<void> {
    const { session } = this;
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.pageWorld }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: scripts.preloadWorld,
        worldName: PRELOAD_WORLD,
      }),
      this.resize(bounds),
      scheme === '' ? undefined : this.setColorScheme(scheme),
    ]);
    // From now on its requests are let through.
    pages.add(this);
  }

  /** Resolves with the net error (`net::ERR_CONNECTION_REFUSED`), or undefined once the navigation has committed. */
  async navigate(url: string): Promise<string | undefined> {
    return (await this.session.send('Page.navigate', { url })).errorText;
  }

  async resize({ width, height }: Bounds): Promise<void> {
    await this.session.trySend('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 0,
      mobile: false,
    });
  }

  async setColorScheme(scheme: ColorScheme): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: scheme }];
    await this.session.trySend('Emulation.setEmulatedMedia', { features });
  }

  /** Hands a message to the preload's world, in order; while there is none yet, messages wait. */
  deliver(parcel: Parcel<ToPage>): void {
    const { contextId } = this.frames.main;
    if (contextId === undefined) this.#queued.push(parcel);
    else this.reply(contextId, parcel);
  }

  /** Hands a message to the world that asked for it; a document that was closed meanwhile gets nothing. */
  reply(contextId: number, { message, body }: Parcel<ToPage>): void {
    void this.session.trySend('Runtime.callFunctionOn', {
      executionContextId: contextId,
      functionDeclaration: 'function (...parcel) { __standInDeliver(...parcel); }',
      arguments: [{ value: message }, { value: body }],
    });
  }

  /**
   * Whether the document request of this frame was asked for by the page itself (a link, a script), rather than by
   * the app or by Playwright. The renderer reports it before it makes the request.
   */
  tookInitiative(frameId: string, url: string): boolean {
    const asked = this.#asked.get(frameId);
    this.#asked.delete(frameId);
    return asked !== undefined && asked.split('#')[0] === url.split('#')[0];
  }

  async close(): Promise<void> {
    try {
      await browser.root.send('Target.closeTarget', { targetId: this.targetId });
    } catch {
      // Chromium or the page is already closed.
    }
    this.#closed();
  }

  #watch(): void {
    const { session, frames } = this;
    frames.watch(session, this.targetId);
    const isMain = (frameId: string) => frameId === this.targetId;

    session.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      const frame = frames.byContext(executionContextId);
      const end = payload.indexOf('\n');
      const message = JSON.parse(payload.slice(0, end)) as FromPage;
      if (frame !== undefined) {
        this.emit('message', { message, body: payload.slice(end + 1) }, frame, executionContextId);
      }
    });
    session.on('Runtime.executionContextCreated', () => {
      const { contextId } = frames.main;
      if (contextId === undefined) return;
      for (const parcel of this.#queued.splice(0)) this.reply(contextId, parcel);
    });
    session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
      if (disposition === 'currentTab') this.#asked.set(frameId, url);
    });
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (isMain(frameId)) this.emit('start-loading');
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      const unreachable = frame.unreachableUrl !== undefined;
      if (isMain(frame.id))
        this.emit('navigated', { url: frame.unreachableUrl ?? frame.url, unreachable });
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.emit('navigated-in-page', { url, isMainFrame: isMain(frameId) });
    });
    session.on('Page.domContentEventFired', () => this.emit('dom-ready'));
    session.on('Page.loadEventFired', () => this.emit('load'));
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.emit('window-open', { url, frameName: windowName, features: windowFeatures.join(',') });
    });
    session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const text = args
        .map((each) => String(each.value ?? each.description ?? each.type))
        .join(' ');
      const { url = '', lineNumber = 0 } = stackTrace?.callFrames[0] ?? {};
      this.emit('console', { type, text, url, line: lineNumber + 1 });
    });
    session.on('Inspector.targetCrashed', () => this.emit('crashed'));
    session.on('close', () => this.#closed());
  }

  #closed(): void {
    if (this.#gone) return;
    this.#gone = true;
    pages.delete(this);
    this.emit('closed');
  }
}

async function openPage(
  url: string,
  bounds: Bounds,
  scripts: WorldScripts,
  scheme: ColorScheme,
): Promise<Page> {
  // Requests can be held until the page is prepared; what is loaded without one must be navigated to afterwards.
  const held = /^(https?|file):/i.test(url);
  const { x, y, width, height } = bounds;
  const { targetId } = await browser.root.send('Target.createTarget', {
    url: held ? url : 'about:blank',
    left: x,
    top: y,
    width,
    height,
    newWindow: true,
  });
  const page = new Page(targetId, await browser.attach(targetId));
  await page.prepare(bounds, scripts, scheme);
  if (!held) void page.session.trySend('Page.navigate', { url });
  return page;
}
