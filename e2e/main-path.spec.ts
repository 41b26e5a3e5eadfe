/**
 * GIVEN a survey in a shared folder, slow enough to be watched
 * WHEN the user connects, ticks an epoch, downloads, pauses, quits, starts again and resumes
 * THEN every file is on disk as it is served
 */
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';

test.use({ dropbox: { survey: 'tiny', bytesPerSecond: 700_000 } });

const isEpoch1 = ({ path }: { readonly path: string }): boolean => path.startsWith('/EPOCH01/');

test('a download survives a pause, a quit and a new start', async ({ world }) => {
  const { app, demo } = world;
  const wanted = (await demo.files()).filter(isEpoch1);
  await new ConnectPage(app.page()).connect(demo);
  const browse = new BrowsePage(app.page());
  await browse.tick(/^Epoch 01/);
  await expect(browse.selection).toContainText(`${wanted.length} files`);
  await expect(browse.selection).toContainText('--only-epochs 1');
  await browse.download();

  const downloads = new DownloadsPage(app.page());
  await downloads.open();
  await expect(downloads.filter(/^Done/)).toHaveText(/Done [1-9]/);
  await downloads.button('Pause all').click();
  await expect(downloads.heading.first()).toHaveText(/Paused/);
  const before = world.files().filter((name) => !/\.part|\.lock/.test(name)).length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(wanted.length);

  await app.quit();
  await app.start();
  await new ConnectPage(app.page()).connect(demo);
  const again = new DownloadsPage(app.page());
  await again.open();
  demo.calls.reset();
  await again.button('Resume all').click();
  await expect(again.filter(/^Done/)).toHaveText(`Done ${wanted.length}`, { timeout: 100_000 });
  expect(demo.calls.of('sharing/get_shared_link_file').length).toBeLessThan(wanted.length);
  for (const { path } of wanted) expect(await world.same(path), path).toBe(true);
});

test('a download continues where it stopped after SIGKILL', async ({ world }) => {
  const { app, demo } = world;
  const wanted = (await demo.files()).filter(isEpoch1);
  await new ConnectPage(app.page()).connect(demo);
  const browse = new BrowsePage(app.page());
  await browse.tick(/^Epoch 01/);
  await browse.download();
  await demo.calls.until((log) => log.of('sharing/get_shared_link_file').length > 20);
  await app.kill();
  await app.start();
  await new ConnectPage(app.page()).connect(demo);
  const downloads = new DownloadsPage(app.page());
  await downloads.open();
  // The user had not paused it, so it continues without a command.
  await expect(downloads.filter(/^Done/)).toHaveText(`Done ${wanted.length}`, { timeout: 100_000 });
  for (const { path } of wanted) expect(await world.same(path), path).toBe(true);
});
