import type { Session as RealSession } from 'electron';
import { browser } from './browser.ts';
import { emitterOf, preventable } from './emitter.ts';
import { origins } from './origins.ts';
import {
  type PermissionCheckHandler,
  type PermissionRequestHandler,
  Permissions,
} from './permissions.ts';
import { protocol } from './protocol.ts';
import { record, recorders } from './recorder.ts';
import { notImplemented, refuseTheRest } from './refuse.ts';
import { WebRequest } from './web-request.ts';

const EVENTS = {
  emitted: 'will-download',
  never: `
    extension-loaded preconnect select-hid-device select-serial-port select-usb-device
  `,
};

class Session extends emitterOf('session', EVENTS) {
  readonly standInPermissions = new Permissions();
  readonly standInWebRequest = new WebRequest();
  readonly webRequest = this.standInWebRequest.api;
  readonly protocol = protocol;

  setPermissionRequestHandler = (handler: PermissionRequestHandler | null): void => {
    this.standInPermissions.requestHandler = handler;
  };

  setPermissionCheckHandler = (handler: PermissionCheckHandler | null): void => {
    this.standInPermissions.checkHandler = handler;
  };

  setProxy = async (config: object): Promise<void> => record('session.setProxy', [config]);
  resolveProxy = async (url: string): Promise<string> => {
    record('session.resolveProxy', [url]);
    return 'DIRECT';
  };
  clearStorageData = async (options?: object): Promise<void> =>
    record('session.clearStorageData', [options]);
  clearCache = async (): Promise<void> => record('session.clearCache', []);
  closeAllConnections = async (): Promise<void> => record('session.closeAllConnections', []);
  getUserAgent = (): string => `Chrome/${browser.version} Electron`;
}

Object.assign(
  Session.prototype,
  recorders('session', [
    'setDevicePermissionHandler',
    'setDisplayMediaRequestHandler',
    'setSpellCheckerEnabled',
    'setSpellCheckerLanguages',
    'setUSBProtectedClassesHandler',
  ] satisfies readonly (keyof RealSession)[]),
);

export const defaultSession = new Session();
export const session = refuseTheRest('session', { defaultSession });

/** Downloads never reach the disk: each emits an event, and the app has to prevent it. */
export async function watchDownloads(): Promise<void> {
  await browser.root.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
  browser.root.on('Browser.downloadWillBegin', ({ url, suggestedFilename }) => {
    const item = refuseTheRest('DownloadItem', {
      getURL: () => origins.toApp(url),
      getFilename: () => suggestedFilename,
      cancel: () => {},
    });
    const event = preventable({});
    defaultSession.emit('will-download', event, item, null);
    if (!event.defaultPrevented)
      throw notImplemented('a download that will-download does not prevent');
  });
}
