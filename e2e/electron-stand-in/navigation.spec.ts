import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication } from '@playwright/test';
import { expect, type FixtureGlobal, test } from './fixture.ts';

declare const fixture: FixtureGlobal;

const seenBy = (app: ElectronApplication) => app.evaluate(() => fixture.seen);

/** A server on loopback that answers everything with a page. */
async function serveOnLoopback(): Promise<{ origin: string; close(): void }> {
  const server = createServer((_, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>Loopback</title><script>ran = 1</script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

test('a link that leaves the app emits will-navigate, and can be prevented', async ({
  app,
  page,
}) => {
  await page.getByRole('link', { name: 'Outside', exact: true }).click();
  await expect
    .poll(async () => (await seenBy(app)).navigations)
    .toEqual(['https://outside.example/page']);
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
});

test('a script that leaves the app emits will-navigate, and can be prevented', async ({
  app,
  page,
}) => {
  await page.evaluate(() => location.assign('https://outside.example/script'));
  await expect
    .poll(async () => (await seenBy(app)).navigations)
    .toEqual(['https://outside.example/script']);
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
});

test("a link within the app emits will-navigate with the app's own address", async ({
  app,
  page,
}) => {
  await page.getByRole('link', { name: 'Second page' }).click();
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible();
  expect((await seenBy(app)).navigations).toEqual(['app://fixture/second.html']);
  const url = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  );
  expect(url).toBe('app://fixture/second.html');
});

test('a load by the app or by Playwright does not emit will-navigate', async ({ app, page }) => {
  await page.reload();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('app://fixture/second.html'),
  );
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible();
  expect((await seenBy(app)).navigations).toEqual([]);
});

test('windows that a page asks for are denied, by script, by link and by modifier', async ({
  app,
  page,
}) => {
  expect(await page.evaluate(() => window.open('https://outside.example/opened'))).toBeNull();
  await page.getByRole('link', { name: 'Outside, in a window' }).click();
  await page.getByRole('link', { name: 'Second page' }).click({ modifiers: ['Control'] });
  await expect
    .poll(async () => (await seenBy(app)).windowsAsked)
    .toEqual([
      'https://outside.example/opened',
      'https://outside.example/window',
      'app://fixture/second.html',
    ]);
  expect(app.windows()).toHaveLength(1);
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
});

test('a window opened by a form is closed before it loads anything', async ({ app, page }) => {
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), {
      action: 'https://outside.example/form',
    });
    form.target = '_blank';
    document.body.append(form);
    form.submit();
  });
  await expect
    .poll(async () => (await seenBy(app)).windowsAsked)
    .toEqual(['https://outside.example/form?']);
  await expect.poll(() => app.windows().length).toBe(1);
});

test("the app's scheme answers with its own status, body and policy", async ({ page }) => {
  const answers = await page.evaluate(async () => {
    const echo = await fetch('/echo?x=1', { method: 'POST', body: 'a body' });
    return [await echo.text(), await fetch('/broken').catch((error: Error) => error.name)];
  });
  expect(answers).toEqual(['POST app://fixture/echo?x=1 a body', 'TypeError']);
  await expect(page.locator('#inline')).toHaveText('Not yet');
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(10, 20, 30)');
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
});

test('the network answers through webRequest, which may add a policy', async ({ app, page }) => {
  const server = await serveOnLoopback();
  try {
    await app.evaluate(({ session }) => {
      session.defaultSession.webRequest.onHeadersReceived((details, callback) => {
        const responseHeaders = {
          ...details.responseHeaders,
          'Content-Security-Policy': ["script-src 'none'"],
        };
        callback({ responseHeaders });
      });
      session.defaultSession.webRequest.onBeforeRequest(
        { urls: ['http://127.0.0.1:*/blocked*'] },
        (_, callback) => {
          callback({ cancel: true });
        },
      );
    });
    await page.goto(`${server.origin}/page`);
    await expect(page).toHaveTitle('Loopback');
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    await expect(page.goto(`${server.origin}/blocked`)).rejects.toThrow('ERR_BLOCKED_BY_CLIENT');
  } finally {
    server.close();
  }
});

test('another origin in the same window is another sender', async ({ app, page }) => {
  const server = await serveOnLoopback();
  try {
    await page.goto(`${server.origin}/page`);
    const sender = await page.evaluate(() =>
      (
        window as unknown as { bridge: { invoke(channel: string): Promise<unknown> } }
      ).bridge.invoke('sender'),
    );
    expect(sender).toMatchObject({ origin: server.origin, url: `${server.origin}/page` });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  } finally {
    server.close();
  }
});

test("permissions are the handlers' to grant", async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = [
      'notifications',
      'geolocation',
      'clipboard-read',
      'clipboard-write',
      'camera',
    ] as PermissionName[];
    const answers = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return Object.fromEntries(answers.map(({ state }, index) => [names[index], state]));
  });
  expect(states).toEqual({
    notifications: 'denied',
    geolocation: 'denied',
    'clipboard-read': 'denied',
    'clipboard-write': 'granted',
    camera: 'denied',
  });
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('a download emits will-download, and can be prevented', async ({ app, page }) => {
  await app.evaluate(({ session }) => {
    session.defaultSession.on('will-download', (event, item) => {
      event.preventDefault();
      Object.assign(globalThis, { downloaded: [item.getURL(), item.getFilename()] });
    });
  });
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), {
      href: 'style.css',
      download: 'report.css',
    });
    document.body.append(link);
    link.click();
  });
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { downloaded: unknown }).downloaded))
    .toEqual(['app://fixture/style.css', 'report.css']);
});

test('loadURL rejects with the address that could not be loaded', async ({
  app,
  page: _loaded,
}) => {
  const server = await serveOnLoopback();
  server.close();
  const load = (url: string) =>
    app.evaluate(
      ({ BrowserWindow }, address) =>
        BrowserWindow.getAllWindows()[0]!
          .loadURL(address)
          .then(
            () => 'loaded',
            (error: Error & { code: string; errno: number }) => [
              error.code,
              error.errno,
              error.message,
            ],
          ),
      url,
    );
  const url = `${server.origin}/nobody`;
  expect(await load(url)).toEqual([
    'ERR_CONNECTION_REFUSED',
    -102,
    `ERR_CONNECTION_REFUSED (-102) loading '${url}'`,
  ]);
  expect(await load('app://fixture/index.html')).toBe('loaded');
});

test('loadFile loads a page with its preload', async ({ app }) => {
  const url = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    await window.loadFile(`${electronApp.getAppPath()}/second.html`, { hash: 'top' });
    return window.webContents.getURL();
  });
  expect(url).toMatch(/^file:\/\/\/.*\/fixture-app\/second\.html#top$/);
});
