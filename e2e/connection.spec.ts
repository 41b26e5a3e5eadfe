/**
 * GIVEN a connection that is being made, is in use, or is refused in the middle
 * WHEN the user cancels, browses, disconnects or comes back
 * THEN no download ends without a question, no valid input is asked for again, and the page reports what happened
 */
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { goTo } from './pages/go-to.ts';

const METADATA = 'sharing/get_shared_link_metadata';

test('the user can cancel while a server stays silent', async ({ world: { app, demo } }) => {
  demo.faults.add({ route: METADATA, fault: { kind: 'silence' } });
  const page = app.page();
  const connect = new ConnectPage(page);
  await connect.connect(demo);
  await expect(page.getByText('Asking Dropbox for the folder')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: 'Connect' })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Asking Dropbox for the folder')).toBeHidden();
  await expect(connect.badge).toHaveText('Not connected');
  await expect(page.getByLabel('Shared link')).toHaveValue(demo.sharedUrl);

  // The keyboard stays where it is, too.
  await page.getByLabel('Access token', { exact: true }).press('Enter');
  await expect(page.getByText('Asking Dropbox for the folder')).toBeVisible();
  await expect(page.getByLabel('Access token', { exact: true })).toBeFocused();
  await connect.justBrowse();
  await expect(connect.badge).toHaveText('Browsing without account');
  demo.faults.clear();
  await goTo(page, 'Connect');
  await connect.connect(demo);
  await expect(connect.badge).toContainText('ready');
});

test.describe('while files are downloading,', () => {
  test.use({ dropbox: { survey: 'tiny', bytesPerSecond: 60_000 } });

  test('the built-in listing does not interrupt them', async ({ world: { app, demo } }) => {
    const page = app.page();
    const connect = new ConnectPage(page);
    await connect.connect(demo);
    const browse = new BrowsePage(page);
    await browse.tick(/^Epoch 01/);
    await browse.download();
    const downloads = new DownloadsPage(page);
    await expect(downloads.heading).toHaveText(/^Downloading/);
    await goTo(page, 'Connect');
    await connect.justBrowse();
    await expect(page.getByTitle('Where this listing is from')).toHaveText(/^Built-in listing/);
    await expect(connect.badge).toContainText('ready');
    await goTo(page, 'Connect');
    await expect(page.getByRole('definition').nth(1)).toHaveText('Browse shows another listing');
    await downloads.open();
    await expect(downloads.heading).toHaveText(/^Downloading/);
  });

  test('the demo asks before it pauses them, and the view still lists them', async ({ world }) => {
    const { app, demo } = world;
    const page = app.page();
    const connect = new ConnectPage(page);
    await connect.connect(demo);
    const browse = new BrowsePage(page);
    await browse.tick(/^Epoch 01/);
    await browse.download();
    const downloads = new DownloadsPage(page);
    await expect(downloads.heading).toHaveText(/^Downloading/);
    await goTo(page, 'Connect');
    await connect.tryDemo();
    const question = page.getByRole('alertdialog');
    await expect(question).toContainText(/\d+ files are not downloaded yet/);
    await question.getByRole('button', { name: 'Keep downloading' }).click();
    await expect(question).toBeHidden();
    await downloads.open();
    await expect(downloads.heading).toHaveText(/^Downloading/);

    await goTo(page, 'Connect');
    await connect.tryDemo();
    await question.getByRole('button', { name: 'Pause and try the demo' }).click();
    await expect(connect.badge).toHaveText('Demo ready');
    await downloads.open();
    await expect(page.getByRole('main')).toContainText(/\d+ files wait in .*data/);
    await expect(page.getByText('Nothing queued', { exact: true })).toBeHidden();

    // They continue only when the user resumes them.
    await goTo(page, 'Connect');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await downloads.open();
    await expect(downloads.heading).toHaveText('Paused');
    await expect(downloads.button('Resume all')).toBeDisabled();
    await goTo(page, 'Connect');
    await connect.connect(demo);
    await downloads.open();
    await expect(downloads.heading).toHaveText('Paused');
    await downloads.button('Resume all').click();
    await expect(downloads.heading).toHaveText(/^Downloading/);
  });

  test('Disconnect asks first, and counts waiting files', async ({ world: { app, demo } }) => {
    const page = app.page();
    const connect = new ConnectPage(page);
    await connect.connect(demo);
    const browse = new BrowsePage(page);
    await browse.tick(/^Epoch 01/);
    await browse.download();
    await goTo(page, 'Connect');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('button', { name: 'Pause and disconnect' }).click();
    await expect(connect.badge).toHaveText('Not connected');
    const downloads = new DownloadsPage(page);
    await downloads.open();
    await expect(downloads.heading).toHaveText('Paused');
  });

  test('the connection badge does not show “ready” without a network', async ({
    world: { app, demo },
  }) => {
    const page = app.page();
    const connect = new ConnectPage(page);
    await connect.connect(demo);
    const browse = new BrowsePage(page);
    await browse.tick(/^Epoch 01/);
    await browse.download();
    const downloads = new DownloadsPage(page);
    await expect(downloads.heading).toHaveText(/^Downloading/);
    demo.faults.add({ fault: { kind: 'reset' } });
    await expect(downloads.heading).toHaveText(/^Can’t reach Dropbox/, { timeout: 45_000 });
    await expect(connect.badge).toHaveText(/can’t be reached$/);
    await expect(downloads.button('Pause all')).toBeEnabled();
    await expect(downloads.button('Resume all')).toBeDisabled();
    demo.faults.clear();
    await expect(connect.badge).toHaveText(/ready$/, { timeout: 45_000 });
  });
});

test('after a token expires during a listing, the form asks only for a new token', async ({
  world: { app, demo },
}) => {
  demo.faults.add({ route: 'files/list_folder', fault: { kind: 'unauthorized' } });
  const page = app.page();
  const connect = new ConnectPage(page);
  await connect.connect(demo);
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('The access token has expired');
  await expect(alert).toContainText('built-in listing');
  await alert.getByRole('button', { name: 'Connect again' }).click();
  await expect(page.getByLabel('Shared link')).toHaveAttribute('placeholder', /kept/i);
  await expect(page.getByLabel('Password of the link')).toHaveAttribute('placeholder', /kept/i);
  const held = await page.evaluate(() => document.documentElement.outerHTML);
  expect(held).not.toContain(demo.sharedUrl);
  demo.faults.clear();
  const token = page.getByLabel('Access token', { exact: true });
  await expect(token).toBeFocused();
  await token.fill(demo.accessToken);
  await token.press('Enter');
  await expect(connect.badge).toContainText('ready');
  await expect(page.getByTitle('Where this listing is from')).toHaveText(/^Listed on/);
});

test('a listing that fails for another reason shows it in Browse', async ({ world }) => {
  const { app, demo } = world;
  demo.faults.add({ route: 'files/list_folder', fault: { kind: 'api-error', tag: 'other' } });
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('The folder could not be listed');
  demo.faults.clear();
  await alert.getByRole('button', { name: 'List again' }).click();
  await expect(page.getByTitle('Where this listing is from')).toHaveText(/^Listed on/);
  await expect(alert).toBeHidden();
});

test('Download shows that files are being added while the shared folder is listed', async ({
  world: { app, demo },
}) => {
  demo.faults.add({ route: 'files/list_folder', fault: { kind: 'delay', milliseconds: 600_000 } });
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.selection.getByRole('button', { name: /^Download / }).click();
  await expect(
    browse.selection.getByRole('button', { name: /^Adding [\d,]+ files…/ }),
  ).toBeVisible();
  await goTo(page, 'Downloads');
  await expect(page.getByRole('heading', { name: /^Adding [\d,]+ files/ })).toBeVisible();
});
