/**
 * GIVEN the key of a Dropbox app
 * WHEN the user signs in on Dropbox's page and allows access
 * THEN the app connects without seeing their Dropbox password
 */
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('the code that Dropbox shows can be pasted', async ({ world: { app, demo }, browser }) => {
  await new SettingsPage(app.page()).setAppKey(demo.appKey);
  const connect = new ConnectPage(app.page());
  await connect.signIn(demo);
  const theirs = await browser.newPage();
  await theirs.goto(await connect.signInAddress());
  await theirs.getByRole('button', { name: 'Allow' }).click();
  const code = await theirs.getByTestId('code').innerText();
  await theirs.close();
  await connect.paste(code);
  await expect(new BrowsePage(app.page()).row(/^Epoch 01/)).toBeVisible();
  expect(demo.calls.of('oauth2/token')).toHaveLength(1);
});

test('a wrong code has its own message, and the right one still works', async ({ world }) => {
  const { app, demo } = world;
  await new SettingsPage(app.page()).setAppKey(demo.appKey);
  const connect = new ConnectPage(app.page());
  await connect.signIn(demo);
  const address = await connect.signInAddress();
  await connect.paste('not-the-code');
  await expect(app.page().getByText(/does not accept this code/)).toBeVisible();
  const page = await fetch(`${address}&decision=allow`).then((answer) => answer.text());
  await connect.paste(/data-testid="code">([^<]+)</.exec(page)![1]!);
  await expect(new BrowsePage(app.page()).row(/^Epoch 01/)).toBeVisible();
});

test('without a keychain, the form states that credentials last for the session', async ({
  world: { app },
}) => {
  await expect(app.page().getByText(/credentials last until you quit/)).toBeVisible();
  await expect(app.page().getByLabel(/Remember on this machine/)).toHaveCount(0);
});
