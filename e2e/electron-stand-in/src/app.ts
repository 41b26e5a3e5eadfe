import { join } from 'node:path';
import type { App as RealApp } from 'electron';
import type { AppPackage } from './app-package.ts';
import { AppPaths } from './app-paths.ts';
import type { CommandLine } from './command-line.ts';
import { emitterOf, preventable } from './emitter.ts';
import { lifecycle } from './lifecycle.ts';
import { record, recorders } from './recorder.ts';
import { refuseTheRest } from './refuse.ts';
import { SingleInstance } from './single-instance.ts';

const EVENTS = {
  emitted: `
    before-quit browser-window-blur browser-window-created browser-window-focus quit ready
    render-process-gone second-instance web-contents-created will-finish-launching will-quit
    window-all-closed
  `,
  never: `
    accessibility-support-changed activate certificate-error child-process-gone
    did-become-active gpu-info-update login open-file open-url select-client-certificate
    session-created
  `,
};

const EXECUTABLE = join(import.meta.dirname, '..', 'electron-stand-in');

class App extends emitterOf('app', EVENTS) {
  /** Only on macOS. */
  readonly dock = undefined;
  readonly #paths = new AppPaths(() => this.#name, EXECUTABLE);
  readonly #switches = new Map<string, string>();
  readonly #instance = new SingleInstance(
    () => this.getPath('userData'),
    ({ argv, cwd, additionalData }) =>
      this.emit('second-instance', preventable({}), argv, cwd, additionalData),
  );
  #package: AppPackage | undefined;
  #name = 'Electron';
  #markReady: () => void = () => {};
  readonly #whenReady = new Promise<void>((resolve) => {
    this.#markReady = resolve;
  });
  #ready = false;

  readonly commandLine = refuseTheRest('app.commandLine', {
    appendSwitch: (name: string, value = '') => {
      record('app.commandLine.appendSwitch', [name, value]);
      this.#switches.set(name, value);
    },
    appendArgument: (value: string) => record('app.commandLine.appendArgument', [value]),
    hasSwitch: (name: string) => this.#switches.has(name),
    getSwitchValue: (name: string) => this.#switches.get(name) ?? '',
    removeSwitch: (name: string) => void this.#switches.delete(name),
  });

  get name(): string {
    return this.#name;
  }
  set name(name: string) {
    this.#name = name;
  }
  get isPackaged(): boolean {
    return this.#package?.packed ?? false;
  }

  whenReady = (): Promise<void> => this.#whenReady;
  isReady = (): boolean => this.#ready;
  quit = (): void => lifecycle.quit();
  exit = (code = 0): void => lifecycle.exit(code);
  relaunch = (options: object = {}): void => record('app.relaunch', [options]);
  getName = (): string => this.#name;
  setName = (name: string): void => void (this.#name = name);
  getVersion = (): string => this.#package?.version ?? '';
  getAppPath = (): string => this.#package?.root ?? '';
  getPath = (name: string): string => this.#paths.get(name);
  setPath = (name: string, path: string): void => this.#paths.set(name, path);
  setAppLogsPath = (path?: string): void =>
    this.#paths.set('logs', path ?? this.#paths.get('logs'));
  getLocale = (): string => 'en-US';
  getSystemLocale = (): string => 'en-US';
  getLocaleCountryCode = (): string => 'US';
  getPreferredSystemLanguages = (): readonly string[] => ['en-US'];
  requestSingleInstanceLock = (additionalData: unknown = {}): boolean =>
    this.#instance.request(additionalData);
  hasSingleInstanceLock = (): boolean => this.#instance.has();
  releaseSingleInstanceLock = (): void => this.#instance.release();
  isAccessibilitySupportEnabled = (): boolean => false;

  /** For the stand-in: which app this is, before any of its code runs. */
  standInOpen(appPackage: AppPackage, commandLine: CommandLine): void {
    this.#package = appPackage;
    this.#name = appPackage.name;
    for (const [name, value] of commandLine.switches) this.#switches.set(name, value);
    const userData = commandLine.switches.get('user-data-dir');
    if (userData !== undefined && userData !== '') this.setPath('userData', userData);
  }

  /** For the stand-in: Chromium answers, and Playwright, where it started the app, is attached. */
  standInReady(): void {
    this.emit('will-finish-launching');
    this.#ready = true;
    this.emit('ready', preventable({}), {});
    this.#markReady();
  }

  /** For the stand-in: settles when the first instance has heard of this one. */
  get standInTold(): Promise<void> {
    return this.#instance.told;
  }
}

Object.assign(
  App.prototype,
  recorders('app', [
    'addRecentDocument',
    'clearRecentDocuments',
    'configureHostResolver',
    'disableDomainBlockingFor3DAPIs',
    'disableHardwareAcceleration',
    'enableSandbox',
    'focus',
    'setAboutPanelOptions',
    'setAccessibilitySupportEnabled',
    'setAppUserModelId',
    'setAsDefaultProtocolClient',
    'setBadgeCount',
    'setDesktopName',
    'showAboutPanel',
  ] satisfies readonly (keyof RealApp)[]),
);

export const app = new App();

lifecycle.on('before-quit', (event) => app.emit('before-quit', event));
lifecycle.on('will-quit', (event) => app.emit('will-quit', event));
lifecycle.allClosed = () => app.emit('window-all-closed');
