/**
 * GIVEN something that keeps the app from connecting
 * WHEN the user connects
 * THEN the message names it and what to do, and nothing is tried twice
 */
import { expect, test } from './fixtures/test.ts';
import { ConnectPage } from './pages/connect-page.ts';

const METADATA = 'sharing/get_shared_link_metadata';

test('the app sends a wrong password only once', async ({ sharedWorld: { app, demo } }) => {
  await new ConnectPage(app.page()).connect(demo, { password: 'not-the-password' });
  await expect(app.page().getByRole('alert')).toContainText('Wrong password');
  expect(demo.calls.counts.total).toBe(1);
});

for (const [what, tag, words] of [
  ['an unknown link', 'shared_link_not_found', /link/i],
  ['an expired token', 'expired_access_token', /expired|token/i],
  ['a token without a scope', 'missing_scope', /scope|permission/i],
] as const) {
  test(`${what} has its own message`, async ({ sharedWorld: { app, demo } }) => {
    demo.faults.add({
      route: METADATA,
      fault: tag.startsWith('shared') ? { kind: 'api-error', tag } : { kind: 'unauthorized', tag },
    });
    await new ConnectPage(app.page()).connect(demo);
    await expect(app.page().getByRole('alert')).toContainText(words);
  });
}

test('a link that Dropbox has disabled has its own message', async ({
  sharedWorld: { app, demo },
}) => {
  demo.faults.add({
    route: METADATA,
    fault: { kind: 'api-error', tag: 'shared_link_disabled' },
  });
  await new ConnectPage(app.page()).connect(demo);
  await expect(app.page().getByRole('alert')).toContainText('disabled');
});

test('a missing network has its own message', async ({ sharedWorld: { app, demo } }) => {
  demo.faults.add({ fault: { kind: 'reset' } });
  await new ConnectPage(app.page()).connect(demo);
  await expect(app.page().getByRole('alert')).toContainText(/Dropbox|connection/);
});

test('invalid input is refused without a call to Dropbox', async ({
  sharedWorld: { app, demo },
}) => {
  const connect = new ConnectPage(app.page());
  const alert = app.page().getByRole('alert');
  await connect.connect(demo, { link: 'hello' });
  await expect(alert).toContainText('That is not a link');
  await expect(app.page().getByLabel('Shared link')).toHaveAttribute('aria-invalid', 'true');
  await connect.connect(demo, { token: 'two words' });
  await expect(alert).toContainText('The access token holds a space');
  const token = app.page().getByLabel('Access token', { exact: true });
  await expect(token).toHaveAttribute('aria-invalid', 'true');
  await expect(alert).toHaveCount(1);
  await token.press('End');
  await token.pressSequentially('x');
  await expect(alert).toBeHidden();
  expect(demo.calls.counts.total).toBe(0);
});

test('the page keeps no secret', async ({ world: { app, demo } }) => {
  await new ConnectPage(app.page()).connect(demo);
  await expect(app.page().getByRole('tree')).toBeVisible();
  const held = await app.page().evaluate(() => document.documentElement.outerHTML);
  for (const secret of [demo.password, demo.accessToken, demo.sharedUrl]) {
    expect(held).not.toContain(secret);
  }
});
