import type { BridgeEnd } from './bridge-end.ts';
import type { Codec } from './codec.ts';
import type { FromPage, ToPage, WorldFacts } from './wire.ts';

export type PreloadScript = (
  require: (name: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  process: unknown,
) => void;

/**
 * The preload's own world, as a sandboxed preload finds it in Electron: `require('electron')` with contextBridge,
 * ipcRenderer and webUtils, a `process` with a few facts, and nothing else of Node. Injected by its source.
 */
export function enterPreloadWorld(
  facts: WorldFacts,
  createCodec: () => Codec,
  createBridgeEnd: (outgoing: string, incoming: string) => BridgeEnd,
  preload: PreloadScript | null,
): void {
  // Electron runs preloads in the main frame only, unless nodeIntegrationInSubFrames is set.
  if (window.top !== window) return;
  type Listener = (event: unknown, ...args: unknown[]) => void;

  const world = globalThis as unknown as Record<string, unknown>;
  const binding = world[facts.binding] as (text: string) => void;
  const send = (message: FromPage, body = '') => binding(`${JSON.stringify(message)}\n${body}`);
  const codec = createCodec();
  const bridge = createBridgeEnd(facts.toPage, facts.toPreload);

  function refuseTheRest<T extends object>(name: string, target: T): T {
    return new Proxy(target, {
      get(members, key, receiver) {
        if (
          typeof key === 'symbol' ||
          key in members ||
          key === 'then' ||
          key === 'default' ||
          key === '__esModule'
        ) {
          return Reflect.get(members, key, receiver) as unknown;
        }
        throw new Error(`The stand-in for Electron does not implement ${name}.${key}.`);
      },
    });
  }

  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  let lastCall = 0;

  function listen(channel: string, listener: Listener, once: boolean): void {
    if (typeof listener !== 'function')
      throw new TypeError('The "listener" argument must be of type function.');
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
  }

  function unlisten(channel: string, listener: Listener): unknown {
    const rest = [...(listeners.get(channel) ?? [])];
    const at = rest.findLastIndex((each) => each.listener === listener);
    if (at !== -1) rest.splice(at, 1);
    listeners.set(channel, rest);
    return ipcRenderer;
  }

  const ipcRenderer: object = refuseTheRest('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) => {
      const id = ++lastCall;
      send({ kind: 'invoke', id, channel }, codec.encode(args));
      return new Promise((resolve, reject) => calls.set(id, { resolve, reject }));
    },
    send: (channel: string, ...args: unknown[]) =>
      send({ kind: 'send', channel }, codec.encode(args)),
    on: (channel: string, listener: Listener) => {
      listen(channel, listener, false);
      return ipcRenderer;
    },
    once: (channel: string, listener: Listener) => {
      listen(channel, listener, true);
      return ipcRenderer;
    },
    off: unlisten,
    addListener: (channel: string, listener: Listener) => {
      listen(channel, listener, false);
      return ipcRenderer;
    },
    removeListener: unlisten,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  });

  function deliver(message: ToPage, body: string): void {
    if (message.kind === 'message') {
      const args = codec.decode(body) as unknown[];
      for (const { listener, once } of listeners.get(message.channel) ?? []) {
        if (once) unlisten(message.channel, listener);
        try {
          listener({ sender: ipcRenderer, ports: [] }, ...args);
        } catch (error) {
          reportError(error);
        }
      }
      return;
    }
    const call = calls.get(message.id);
    calls.delete(message.id);
    if (message.kind === 'reply') call?.resolve(codec.decode(body));
    else call?.reject(new Error(message.error));
  }
  world['__standInDeliver'] = deliver;

  const contextBridge = refuseTheRest('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api),
  });

  /** The main process stops the page here, asks Chromium for the path of `_file`, and puts it into `path`. */
  function standInFilePath(_file: File): string {
    let path = '';
    // oxlint-disable-next-line no-debugger -- to be stopped at is what it is for
    debugger;
    return path;
  }

  const webUtils = refuseTheRest('webUtils', {
    getPathForFile: (file: unknown) => {
      if (!(file instanceof File))
        throw new TypeError('getPathForFile expected to receive a File object');
      return standInFilePath(file);
    },
  });

  let pathsWanted = false;
  const electron = refuseTheRest('electron', {
    contextBridge,
    ipcRenderer,
    get webUtils() {
      if (!pathsWanted) send({ kind: 'wants-file-paths' });
      pathsWanted = true;
      return webUtils;
    },
  });

  function require(name: string): unknown {
    if (/^electron(\/renderer|\/common)?$/.test(name)) return electron;
    throw new Error(`module not found: ${name}`);
  }

  function reportWindow(url: string, frameName: string, features: string): void {
    send({ kind: 'window-open', url, frameName, features });
  }
  bridge.keep(reportWindow, 1);

  /** A link that would open a window is taken here, after the page's own listeners, before Chromium makes one. */
  function watchLinks(event: MouseEvent): void {
    const link = event
      .composedPath()
      .find((each) => each instanceof HTMLAnchorElement || each instanceof SVGAElement);
    if (link === undefined || event.defaultPrevented || event.button > 1) return;
    const target = link instanceof HTMLAnchorElement ? link.target : link.target.baseVal;
    const url =
      link instanceof HTMLAnchorElement
        ? link.href
        : new URL(link.href.baseVal, document.baseURI).href;
    const elsewhere = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (url === '' || (!elsewhere && /^(_self|_top|_parent)?$/.test(target))) return;
    event.preventDefault();
    reportWindow(url, target.startsWith('_') ? '' : target, '');
  }
  window.addEventListener('click', watchLinks);
  window.addEventListener('auxclick', watchLinks);

  let title = '';
  function watchTitle(): void {
    if (document.title === title) return;
    title = document.title;
    send({ kind: 'title', title });
  }
  new MutationObserver(watchTitle).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });

  if (preload === null) return;
  const process = refuseTheRest('process', {
    ...facts.process,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    env: {},
  });
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, process);
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    send({ kind: 'preload-error', message, stack });
    console.error(`Unable to load preload script: ${facts.preloadPath}`, error);
  }
}
