import { browser } from './browser.ts';
import { originOf } from './origins.ts';

export type PermissionRequestHandler = (
  contents: unknown,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
export type PermissionCheckHandler = (
  contents: unknown,
  permission: string,
  origin: string,
  details: object,
) => boolean;

/** Electron's permissions and their names in Chromium's protocol. */
const NAMES: readonly (readonly [
  electron: string,
  ...chromium: readonly { name: string; sysex?: boolean }[],
])[] = [
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
  ['display-capture', { name: 'display-capture' }],
  ['geolocation', { name: 'geolocation' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['keyboardLock', { name: 'keyboard-lock' }],
  ['media', { name: 'camera' }, { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['notifications', { name: 'notifications' }],
  ['pointerLock', { name: 'pointer-lock' }],
  ['speaker-selection', { name: 'speaker-selection' }],
  ['storage-access', { name: 'storage-access' }],
  ['top-level-storage-access', { name: 'top-level-storage-access' }],
  ['window-management', { name: 'window-management' }],
];

/**
 * Chromium takes its permissions in advance and can't wait for an answer. So the stand-in asks the app's handlers
 * for every permission before a page is loaded, and passes their answers to Chromium. As in Electron, everything
 * is granted without a handler.
 */
export class Permissions {
  #request: PermissionRequestHandler | null = null;
  #check: PermissionCheckHandler | null = null;
  #asking: { readonly contents: unknown; readonly url: string } | undefined;
  #applied: Promise<unknown> = Promise.resolve();

  set requestHandler(handler: PermissionRequestHandler | null) {
    this.#request = handler;
    this.#apply();
  }

  set checkHandler(handler: PermissionCheckHandler | null) {
    this.#check = handler;
    this.#apply();
  }

  /** Asks the handlers for a page of the app at `url`; resolves when Chromium has the answers. */
  async applyFor(contents: unknown, url: string): Promise<void> {
    this.#asking = { contents, url };
    this.#apply();
    await this.#applied;
  }

  #apply(): void {
    const asking = this.#asking;
    if (asking === undefined) return;
    this.#applied = this.#applied.then(() =>
      Promise.all(
        NAMES.map(async ([electron, ...chromium]) => {
          const setting = (await this.#granted(electron, asking.contents, asking.url))
            ? 'granted'
            : 'denied';
          for (const permission of chromium) {
            await browser.root.trySend('Browser.setPermission', { permission, setting });
          }
        }),
      ),
    );
  }

  async #granted(permission: string, contents: unknown, url: string): Promise<boolean> {
    const details = { requestingUrl: url, isMainFrame: true, mediaTypes: [] };
    if (this.#check !== null && !this.#check(contents, permission, `${originOf(url)}/`, details))
      return false;
    const request = this.#request;
    if (request === null) return true;
    return new Promise((resolve) => request(contents, permission, resolve, details));
  }
}
