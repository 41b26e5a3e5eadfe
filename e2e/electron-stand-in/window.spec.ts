import type { BrowserWindow as Window } from 'electron';
import { expect, type FixtureGlobal, test } from './fixture.ts';

declare const fixture: FixtureGlobal;

test('the bounds of a window are the size of its page', async ({ app, page }) => {
  const window = await app.browserWindow(page);
  const size = () => page.evaluate(() => [innerWidth, innerHeight]);
  expect(await size()).toEqual([900, 700]);
  await window.evaluate((it: Window) => it.setBounds({ x: 20, y: 40, width: 960, height: 640 }));
  await expect.poll(size).toEqual([960, 640]);
  expect(await window.evaluate((it: Window) => it.getBounds())).toEqual({
    x: 20,
    y: 40,
    width: 960,
    height: 640,
  });
  await window.evaluate((it: Window) => it.maximize());
  await expect.poll(size).toEqual([1920, 1053]);
  expect(await window.evaluate((it: Window) => it.getNormalBounds())).toMatchObject({
    width: 960,
    height: 640,
  });
  await window.evaluate((it: Window) => it.unmaximize());
  await expect.poll(size).toEqual([960, 640]);
  await window.evaluate((it: Window) => {
    it.setMinimumSize(800, 600);
    it.setSize(100, 100);
  });
  await expect.poll(size).toEqual([800, 600]);
});

test('each state change emits one event', async ({ app, page }) => {
  const window = await app.browserWindow(page);
  await expect.poll(() => window.evaluate((it: Window) => it.isVisible())).toBe(true);
  const told = await window.evaluate((it: Window) => {
    const events: string[] = [];
    for (const event of [
      'maximize',
      'unmaximize',
      'minimize',
      'restore',
      'resize',
      'hide',
      'show',
      'focus',
      'blur',
    ]) {
      it.on(event as 'focus', () => events.push(event));
    }
    it.maximize();
    it.maximize();
    it.minimize();
    it.restore();
    it.unmaximize();
    it.hide();
    it.show();
    return [...events, it.isVisible(), it.isFocused()];
  });
  expect(told).toEqual([
    'maximize',
    'resize',
    'minimize',
    'restore',
    'unmaximize',
    'resize',
    'blur',
    'hide',
    'show',
    'focus',
    true,
    true,
  ]);
});

test('a window is shown when it is ready, and takes the title of its page', async ({
  app,
  page,
}) => {
  const window = await app.browserWindow(page);
  await expect
    .poll(() => window.evaluate((it: Window) => [it.isVisible(), it.getTitle()]))
    .toEqual([true, 'Fixture']);
});

test('close can be prevented; destroy cannot', async ({ app, page }) => {
  const window = await app.browserWindow(page);
  await app.evaluate(({ BrowserWindow }) => {
    const it = BrowserWindow.getAllWindows()[0]!;
    it.on('close', (event) => {
      fixture.seen.events.push('close');
      event.preventDefault();
    });
    it.on('closed', () => fixture.seen.events.push('closed'));
    it.close();
  });
  expect(await window.evaluate((it: Window) => it.isDestroyed())).toBe(false);
  const closed = app.waitForEvent('close');
  const after = await app.evaluate(({ BrowserWindow }) => {
    const it = BrowserWindow.getAllWindows()[0]!;
    it.destroy();
    const calls = [() => it.show(), () => it.isMinimized(), () => it.setProgressBar(1)];
    return calls.map((call) => {
      try {
        return call();
      } catch (error) {
        return String(error);
      }
    });
  });
  expect(after).toEqual(after.map(() => 'TypeError: Object has been destroyed'));
  await closed;
});

test('each of several windows has its own page', async ({ app, page }) => {
  const opened = app.waitForEvent('window');
  await app.evaluate(() => void fixture.openWindow({ width: 640, height: 480 }));
  const second = await opened;
  await expect(second.getByRole('heading', { name: 'Fixture' })).toBeVisible();
  expect(await second.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 480]);
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 700]);
  const ids = await Promise.all(
    [page, second].map(async (each) =>
      (await app.browserWindow(each)).evaluate((it: Window) => it.id),
    ),
  );
  expect(new Set(ids).size).toBe(2);
  await second.close();
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(1);
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
});

test('a page that crashes emits an event, and can be reloaded', async ({ app, page: _loaded }) => {
  const details = await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const gone = new Promise((resolve) =>
      webContents.once('render-process-gone', (_, facts) => resolve(facts)),
    );
    const heard = new Promise((resolve) =>
      electronApp.once('render-process-gone', (_, which) => resolve(which.id)),
    );
    webContents.forcefullyCrashRenderer();
    return Promise.all([gone, heard]);
  });
  expect(details).toEqual([{ reason: 'crashed', exitCode: 5 }, 1]);
  const again = await app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    await webContents.loadURL('app://fixture/index.html');
    return [webContents.isCrashed(), await webContents.executeJavaScript('document.title')];
  });
  expect(again).toEqual([false, 'Fixture']);
});

test('only sandboxed and isolated pages are allowed', async ({ app, page: _loaded }) => {
  const refusals = await app.evaluate(({ BrowserWindow }) =>
    [
      { webPreferences: { contextIsolation: false } },
      { webPreferences: { sandbox: false } },
      { webPreferences: { nodeIntegration: true } },
      { transparent: true },
    ].map((options) => {
      try {
        return String(new BrowserWindow(options).id);
      } catch (error) {
        return (error as Error).message;
      }
    }),
  );
  expect(refusals).toEqual(
    [
      'new BrowserWindow({ webPreferences: { contextIsolation: false } })',
      'new BrowserWindow({ webPreferences: { sandbox: false } })',
      'new BrowserWindow({ webPreferences: { nodeIntegration: true } })',
      'new BrowserWindow({ transparent })',
    ].map((member) => `The stand-in for Electron does not implement ${member}.`),
  );
});

test('a preload that fails emits an event, and the page still loads', async ({
  app,
  page: _loaded,
}) => {
  const failed = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${electronApp.getAppPath()}/bad-preload.cjs` },
    });
    const error = new Promise((resolve) =>
      window.webContents.once('preload-error', (_, path, { message }) => {
        resolve([path.split('/').at(-1), message]);
      }),
    );
    await window.loadURL('app://fixture/second.html');
    return error;
  });
  expect(failed).toEqual(['bad-preload.cjs', 'this preload fails']);
});
