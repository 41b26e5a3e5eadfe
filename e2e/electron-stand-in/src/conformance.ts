/**
 * Nothing to run: this file compiles only while every member of the stand-in is one of Electron's own, and answers at
 * once or later as Electron's does. What compiles against the real API and runs here must not wait where the real one
 * wouldn't.
 */
import type * as Electron from 'electron';
import type { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import type { clipboard } from './clipboard.ts';
import type { dialog } from './dialog.ts';
import type { DISPLAY } from './display.ts';
import type { ipcMain } from './ipc-main.ts';
import type { Menu, MenuItem } from './menu.ts';
import type { nativeImage } from './native-image.ts';
import type { nativeTheme } from './native-theme.ts';
import type { net } from './net.ts';
import type { Notification } from './notification.ts';
import type { powerMonitor, powerSaveBlocker } from './power.ts';
import type { protocol } from './protocol.ts';
import type { screen } from './screen.ts';
import type { defaultSession } from './session.ts';
import type { shell } from './shell.ts';
import type { Tray } from './tray.ts';
import type { WebContents } from './web-contents.ts';
import type { WebFrame } from './web-frame.ts';

type Kind<Member> = Member extends (...args: never[]) => infer Result
  ? Result extends Promise<unknown>
    ? 'answers later'
    : 'answers at once'
  : 'is a property';

type Differing<Ours, Theirs> = {
  [Name in keyof Ours & keyof Theirs]: Kind<Ours[Name]> extends Kind<Theirs[Name]> ? never : Name;
}[keyof Ours & keyof Theirs];

type Invented<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs | `standIn${string}`>;

/** The compiler names the members that are wrong. */
type Sound<Wrong extends never> = Wrong;
type Check<Ours, Theirs> = Differing<Ours, Theirs> | Invented<Ours, Theirs>;

export type Conformance = [
  Sound<Check<typeof app, Electron.App>>,
  Sound<Check<BrowserWindow, Electron.BrowserWindow>>,
  Sound<Check<typeof BrowserWindow, typeof Electron.BrowserWindow>>,
  Sound<Check<typeof clipboard, Electron.Clipboard>>,
  Sound<Check<typeof dialog, Electron.Dialog>>,
  Sound<Check<typeof DISPLAY, Electron.Display>>,
  Sound<Check<typeof ipcMain, Electron.IpcMain>>,
  Sound<Check<Menu, Electron.Menu>>,
  Sound<Check<typeof Menu, typeof Electron.Menu>>,
  // Electron's types call `click` a mere Function.
  Sound<Check<Omit<MenuItem, 'click'>, Electron.MenuItem>>,
  Sound<Check<typeof nativeImage, typeof Electron.nativeImage>>,
  Sound<Check<typeof nativeTheme, Electron.NativeTheme>>,
  Sound<Check<typeof net, Electron.Net>>,
  Sound<Check<Notification, Electron.Notification>>,
  Sound<Check<typeof powerMonitor, Electron.PowerMonitor>>,
  Sound<Check<typeof powerSaveBlocker, Electron.PowerSaveBlocker>>,
  Sound<Check<typeof protocol, Electron.Protocol>>,
  Sound<Check<typeof screen, Electron.Screen>>,
  Sound<Check<typeof defaultSession, Electron.Session>>,
  Sound<Check<typeof shell, Electron.Shell>>,
  Sound<Check<Tray, Electron.Tray>>,
  Sound<Check<WebContents, Electron.WebContents>>,
  Sound<Check<WebFrame, Electron.WebFrameMain>>,
];
