import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { record } from './recorder.ts';

interface Role {
  readonly label: string;
  readonly accelerator?: string;
  readonly act?: (window: BrowserWindow | null) => void;
}

const zoom = (by: number) => (window: BrowserWindow | null) => {
  const contents = window?.webContents;
  contents?.setZoomLevel(by === 0 ? 0 : contents.getZoomLevel() + by);
};

/** Roles by their lower-case names. A role without an act is the system's own, and only recorded. */
const ROLES: Readonly<Record<string, Role>> = {
  about: { label: 'About' },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', act: () => app.quit() },
  close: {
    label: 'Close Window',
    accelerator: 'CommandOrControl+W',
    act: (window) => window?.close(),
  },
  minimize: {
    label: 'Minimize',
    accelerator: 'CommandOrControl+M',
    act: (window) => window?.minimize(),
  },
  reload: { label: 'Reload', accelerator: 'CommandOrControl+R', act: (window) => window?.reload() },
  forcereload: {
    label: 'Force Reload',
    act: (window) => window?.webContents.reloadIgnoringCache(),
  },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    act: (window) => window?.setFullScreen(!window.isFullScreen()),
  },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0', act: zoom(0) },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', act: zoom(0.5) },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-', act: zoom(-0.5) },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I' },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  redo: { label: 'Redo', accelerator: 'Shift+CommandOrControl+Z' },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V' },
  pasteandmatchstyle: { label: 'Paste and Match Style' },
  delete: { label: 'Delete' },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  hide: { label: 'Hide' },
  hideothers: { label: 'Hide Others' },
  unhide: { label: 'Show All' },
  front: { label: 'Bring All to Front' },
  zoom: { label: 'Zoom', act: (window) => window?.maximize() },
  services: { label: 'Services' },
  window: { label: 'Window' },
  help: { label: 'Help' },
  filemenu: { label: 'File' },
  editmenu: { label: 'Edit' },
  viewmenu: { label: 'View' },
  windowmenu: { label: 'Window' },
  appmenu: { label: 'App' },
};

/** Roles that are whole menus; what they hold is Electron's own. */
const MENUS = new Set(['filemenu', 'editmenu', 'viewmenu', 'windowmenu', 'appmenu', 'sharemenu']);

export function roleOf(name: string | undefined): Role | undefined {
  return name === undefined ? undefined : ROLES[name.toLowerCase()];
}

export function isMenuRole(name: string | undefined): boolean {
  return name !== undefined && MENUS.has(name.toLowerCase());
}

/** Does what a click on an item with this role does. */
export function actRole(name: string): void {
  record('MenuItem.role', [name]);
  roleOf(name)?.act?.(BrowserWindow.getFocusedWindow());
}
