/**
 * GIVEN a Dropbox app that has this program's redirect URIs
 * WHEN the user decides on Dropbox's page in their own browser
 * THEN the window continues automatically
 */
import type { Browser, Page } from '@playwright/test';
import { type DesktopWorld, expect, test } from './fixtures/desktop-world.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { callsOf } from './electron-stand-in/doubles.ts';

/** The user's browser, on the page that the app opened. */
async function atDropbox({ app, demo }: DesktopWorld, browser: Browser): Promise<Page> {
  const settings = new SettingsPage(app.page());
  await settings.setAppKey(demo.appKey);
  await settings.letSignInComeBack();
  await new ConnectPage(app.page()).signIn(demo);
  await expect
    .poll(() => callsOf(app.electron(), 'shell.openExternal').then((calls) => calls.length))
    .toBe(1);
  const [[address]] = (await callsOf(app.electron(), 'shell.openExternal')) as [[string]];
  const page = await browser.newPage();
  await page.goto(address);
  return page;
}

test('the app connects after the user allows access', async ({ desktop, browser }) => {
  const theirs = await atDropbox(desktop, browser);
  await theirs.getByRole('button', { name: 'Allow' }).click();
  await expect(theirs.getByText('You can close this window')).toBeVisible();
  await theirs.close();
  await expect(new BrowsePage(desktop.app.page()).row(/^Epoch 01/)).toBeVisible();
});

test('the view Connect returns after the user refuses access', async ({ desktop, browser }) => {
  const theirs = await atDropbox(desktop, browser);
  await theirs.getByRole('button', { name: 'Cancel' }).click();
  await expect(theirs.getByText('Access was not given')).toBeVisible();
  await theirs.close();
  await expect(desktop.app.page().getByLabel('Shared link')).toBeVisible();
});
