import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerNext, callsOf } from './doubles.ts';
import { expect, type FixtureGlobal, test } from './fixture.ts';

declare const fixture: FixtureGlobal;

test('members that the stand-in does not implement throw an error with their name', async ({
  sharedApp: app,
}) => {
  const messages = await app.evaluate((electron) => {
    const {
      app: electronApp,
      BrowserWindow,
      ipcMain,
      dialog,
      session,
      utilityProcess,
      webContents,
    } = electron;
    const [window] = BrowserWindow.getAllWindows();
    const attempts: (() => unknown)[] = [
      () => (electron as unknown as Record<string, unknown>)['autoUpdater'],
      () => electronApp.setJumpList([]),
      () => electronApp.on('open-files' as never, () => {}),
      () => (BrowserWindow as unknown as Record<string, () => void>)['addExtension']?.(),
      () => window?.setOpacity(1),
      () => window?.webContents.printToPDF({}),
      () => window?.webContents.mainFrame.executeJavaScript(''),
      () => (ipcMain as unknown as Record<string, unknown>)['handleSync'],
      () => dialog.showCertificateTrustDialog({} as never),
      () => session.defaultSession.cookies,
      () => session.fromPartition('x'),
      () => webContents.fromFrame({} as never),
      () => utilityProcess.fork('x'),
    ];
    return attempts.map((attempt) => {
      try {
        return `gave ${String(attempt())}`;
      } catch (error) {
        return (error as Error).message.replace(
          /^The stand-in for Electron does not implement (.*)\.$/,
          '$1',
        );
      }
    });
  });
  expect(messages).toEqual([
    'electron.autoUpdater',
    'app.setJumpList',
    "app.on('open-files')",
    'BrowserWindow.addExtension',
    'BrowserWindow.setOpacity',
    'webContents.printToPDF',
    'WebFrameMain.executeJavaScript',
    'ipcMain.handleSync',
    'dialog.showCertificateTrustDialog',
    'session.cookies',
    'session.fromPartition',
    'webContents.fromFrame',
    'utilityProcess.fork',
  ]);
});

test('dialogs return the answers that the spec queued, and are cancelled otherwise', async ({
  app,
}) => {
  const answer = { canceled: false, filePaths: ['/data/vast'] };
  await answerNext(app, 'dialog.showOpenDialog', answer);
  await answerNext(app, 'dialog.showMessageBox', { response: 1, checkboxChecked: true });
  const answers = await app.evaluate(async ({ dialog, BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    const options = { buttons: ['Quit', 'Stay'], message: 'Quit?', cancelId: 1 };
    return [
      await dialog.showOpenDialog(window, { properties: ['openDirectory'] }),
      await dialog.showOpenDialog({}),
      await dialog.showSaveDialog({}),
      await dialog.showMessageBox(options),
      (await dialog.showMessageBox(options)).response,
    ];
  });
  expect(answers).toEqual([
    answer,
    { canceled: true, filePaths: [] },
    { canceled: true, filePath: '' },
    { response: 1, checkboxChecked: true },
    1,
  ]);
  const calls = await callsOf(app, 'dialog.showMessageBox');
  expect(calls[0]?.[0]).toMatchObject({ message: 'Quit?' });
});

test('calls that leave the app are recorded', async ({ app }) => {
  const id = await app.evaluate(
    async ({ shell, Notification, powerSaveBlocker, BrowserWindow }) => {
      await shell.openExternal('https://www.dropbox.com/help');
      shell.showItemInFolder('/data/vast/image.fits');
      new Notification({ title: 'Done', body: '1,204 files' }).show();
      BrowserWindow.getAllWindows()[0]?.setProgressBar(0.5);
      const blocker = powerSaveBlocker.start('prevent-app-suspension');
      const started = powerSaveBlocker.isStarted(blocker);
      return [
        blocker,
        started,
        powerSaveBlocker.stop(blocker),
        powerSaveBlocker.isStarted(blocker),
      ];
    },
  );
  expect(id).toEqual([1, true, true, false]);
  expect(await callsOf(app, 'shell.openExternal')).toEqual([['https://www.dropbox.com/help']]);
  expect(await callsOf(app, 'shell.showItemInFolder')).toEqual([['/data/vast/image.fits']]);
  expect(await callsOf(app, 'Notification.show')).toEqual([
    [{ title: 'Done', body: '1,204 files' }],
  ]);
  expect(await callsOf(app, 'BrowserWindow.setProgressBar')).toEqual([[0.5]]);
  expect(await callsOf(app, 'powerSaveBlocker.start')).toEqual([['prevent-app-suspension']]);
});

test('menus can be read and clicked', async ({ app }) => {
  const facts = await app.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu()!;
    menu.getMenuItemById('hello')?.click();
    const wide = menu.getMenuItemById('wide')!;
    wide.click();
    const quit = menu.items[0]?.submenu?.items[1];
    return [
      menu.items.map(({ label, type }) => [label, type]),
      quit?.label,
      quit?.accelerator,
      wide.checked,
      fixture.seen.events.at(-1),
    ];
  });
  expect(facts).toEqual([
    [
      ['File', 'submenu'],
      ['View', 'submenu'],
    ],
    'Quit',
    'CommandOrControl+Q',
    false,
    'hello',
  ]);
  const closed = app.waitForEvent('close');
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items[0]?.submenu?.items[1]?.click());
  await closed;
});

test('pages have the theme of the app', async ({ app, page }) => {
  const background = page.locator('body');
  await expect(background).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  const dark = await app.evaluate(({ nativeTheme }) => {
    let updates = 0;
    nativeTheme.on('updated', () => (updates += 1));
    nativeTheme.themeSource = 'dark';
    return [nativeTheme.shouldUseDarkColors, updates];
  });
  expect(dark).toEqual([true, 1]);
  await expect(background).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await page.reload();
  expect(
    await page.evaluate(() => (window as unknown as { atStart: { dark: boolean } }).atStart.dark),
  ).toBe(true);
  const opened = app.waitForEvent('window');
  await app.evaluate(() => void fixture.openWindow());
  const second = await opened;
  await expect(second.locator('body')).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await second.emulateMedia({ colorScheme: 'light' });
  await expect(second.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await app.evaluate(({ nativeTheme }) => void (nativeTheme.themeSource = 'light'));
  await expect(background).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});

test('an app that starts dark stays dark, whenever Playwright attaches', async ({ launch }) => {
  const app = await launch({ env: { FIXTURE_THEME: 'dark' } });
  const page = await app.firstWindow();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
});

test('the machine sleeps, wakes and runs on its battery when a spec says so', async ({
  sharedApp: app,
}) => {
  const states = await app.evaluate(({ powerMonitor }) => {
    const heard: unknown[] = [powerMonitor.isOnBatteryPower()];
    powerMonitor.on('suspend', () => heard.push('suspend'));
    powerMonitor.emit('suspend');
    powerMonitor.emit('on-battery');
    heard.push(powerMonitor.isOnBatteryPower());
    powerMonitor.emit('on-ac');
    return [...heard, powerMonitor.onBatteryPower];
  });
  expect(states).toEqual([false, 'suspend', true, false]);
});

test('the small modules work', async ({ sharedApp: app }) => {
  const facts = await app.evaluate(
    async ({ app: electronApp, clipboard, nativeImage, net, safeStorage, screen, session }) => {
      await clipboard.writeText('vast-pilot --dry');
      const missing = await net.fetch('file:///nowhere').catch((error: Error) => error.message);
      const style = await net.fetch(`file://${electronApp.getAppPath()}/style.css`);
      return [
        await clipboard.readText(),
        nativeImage.createEmpty().isEmpty(),
        missing,
        [style.status, style.headers.get('content-type'), (await style.text()).startsWith('body')],
        safeStorage.isEncryptionAvailable(),
        screen.getPrimaryDisplay().workAreaSize,
        await session.defaultSession.resolveProxy('https://api.dropboxapi.com'),
      ];
    },
  );
  expect(facts).toEqual([
    'vast-pilot --dry',
    true,
    'net::ERR_FILE_NOT_FOUND',
    [200, 'text/css', true],
    false,
    { width: 1920, height: 1053 },
    'DIRECT',
  ]);
});

test('a chosen file has a path, a constructed one has none', async ({ page, folder }) => {
  const path = join(folder, 'sources.csv');
  writeFileSync(path, 'ra,dec\n');
  await page.getByLabel('A file').setInputFiles(path);
  const paths = await page.evaluate(() => {
    const { pathOf } = (window as unknown as { bridge: { pathOf(file: File): string } }).bridge;
    return [
      pathOf(document.querySelector('input')!.files![0]!),
      pathOf(new File(['x'], 'made.csv')),
    ];
  });
  expect(paths).toEqual([path, '']);
});
