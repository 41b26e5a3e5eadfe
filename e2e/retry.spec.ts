/**
 * GIVEN a file that Dropbox refuses once
 * WHEN the queue is finished
 * THEN its row shows the reason, the other files are on disk, and Retry downloads it
 */
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';

test('a failed file shows its reason, and a retry downloads it', async ({ world }) => {
  const { app, demo } = world;
  const page = app.page();
  const wanted = (await demo.files()).filter(({ path }) => path.startsWith('/EPOCH01/'));
  const { path } = wanted[0]!;
  demo.faults.add({
    route: 'sharing/get_shared_link_file',
    path,
    times: 1,
    fault: { kind: 'api-error', tag: 'path/not_found' },
  });
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(page);
  await downloads.open();
  await expect(downloads.filter(/^Done/)).toHaveText(`Done ${wanted.length - 1}`);
  expect(await world.same(path)).toBe(false);

  await downloads.filter(/^Failed/).click();
  const name = path.slice(path.lastIndexOf('/') + 1);
  const row = page.getByRole('row').filter({ hasText: name.slice(-18) });
  await expect(row).toContainText('Not in the shared folder');
  await row.getByRole('button', { name: `Retry: ${name}` }).click();
  await expect(downloads.filter(/^Done/)).toHaveText(`Done ${wanted.length}`);
  expect(await world.same(path)).toBe(true);
});
