// A small app of everything that the specs of the stand-in look at, written as for Electron itself.
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const electron = require('electron');
const { app, BrowserWindow, ipcMain, Menu, nativeTheme, net, protocol, session } = electron;

const seen = { events: [], windowsAsked: [], navigations: [], secondInstances: [] };
globalThis.fixture = { seen, echo: undefined };

const see = (name) => () => seen.events.push(name);
for (const name of ['will-finish-launching', 'ready', 'before-quit', 'will-quit', 'quit'])
  app.on(name, see(name));
app.on('window-all-closed', () => {
  seen.events.push('window-all-closed');
  if (!process.env.FIXTURE_STAYS) app.quit();
});
app.on('second-instance', (_event, argv, cwd, data) =>
  seen.secondInstances.push({ argv, cwd, data }),
);

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' app:; frame-src 'self' http://127.0.0.1:*";

async function serve(request) {
  const { pathname } = new URL(request.url);
  if (pathname === '/echo')
    return new Response(`${request.method} ${request.url} ${await request.text()}`);
  if (pathname === '/broken') throw new Error('the handler broke');
  const file = path.join(__dirname, pathname);
  const response = await net.fetch(pathToFileURL(file).href);
  const headers = new Headers(response.headers);
  headers.set('content-security-policy', POLICY);
  return new Response(response.body, { status: response.status, headers });
}

class Survey {
  constructor() {
    this.name = 'VAST';
  }
  method() {}
}

function answerCalls() {
  ipcMain.handle('echo', (_event, value) => value);
  ipcMain.handle('kinds', (_event, values) =>
    values.map((each) => Object.prototype.toString.call(each)),
  );
  ipcMain.handle('fail', () => {
    throw new RangeError('out of range');
  });
  ipcMain.handle('instance', () => new Survey());
  ipcMain.handle('function', () => () => {});
  ipcMain.handle('sender', ({ sender, senderFrame }) => ({
    id: sender.id,
    url: senderFrame.url,
    origin: senderFrame.origin,
    top: senderFrame.parent === null,
  }));
  ipcMain.on('ping', (event, value) => event.reply('pong', value, new Date(0)));
}

function openWindow(options = {}) {
  const window = new BrowserWindow({
    width: 900,
    height: 700,
    show: false,
    webPreferences: {
      preload: path.join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    },
    ...options,
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.setWindowOpenHandler(({ url }) => {
    seen.windowsAsked.push(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event, url) => {
    seen.navigations.push(url);
    if (!url.startsWith('app://fixture/')) event.preventDefault();
  });
  void window.loadURL('app://fixture/index.html');
  return window;
}
globalThis.fixture.openWindow = openWindow;

if (app.requestSingleInstanceLock({ from: 'fixture' })) {
  app.on('ready', () => {
    session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
      callback(permission === 'clipboard-sanitized-write');
    });
    session.defaultSession.setPermissionCheckHandler(
      (_contents, permission) => permission !== 'media',
    );
    if (process.env.FIXTURE_THEME) nativeTheme.themeSource = process.env.FIXTURE_THEME;
    protocol.handle('app', serve);
    answerCalls();
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        {
          label: 'File',
          submenu: [
            { id: 'hello', label: 'Hello', click: () => seen.events.push('hello') },
            { role: 'quit' },
          ],
        },
        {
          label: 'View',
          submenu: [{ id: 'wide', label: 'Wide', type: 'checkbox', checked: true }],
        },
      ]),
    );
    openWindow();
  });
} else {
  app.quit();
}
