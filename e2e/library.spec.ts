/**
 * GIVEN the survey's files on disk, one of them damaged and one missing, and a foreign file
 * WHEN the user verifies them, repairs them and verifies again
 * THEN each problem has its name, all files are good in the end, and sha256sum accepts the manifest
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeViolations } from './fixtures/axe-violations.ts';
import { saveTo } from './fixtures/save-to.ts';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { LibraryPage } from './pages/library-page.ts';

const isEpoch1 = ({ path }: { readonly path: string }): boolean => path.startsWith('/EPOCH01/');

test('files are verified, repaired, verified again and listed in a manifest', async ({ world }) => {
  const { app, demo, out } = world;
  const page = app.page();
  const wanted = (await demo.files()).filter(isEpoch1).map(({ path }) => path);
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(page);
  await downloads.open();
  const all = wanted.length;
  await expect(downloads.filter(/^Done/)).toHaveText(`Done ${all}`, { timeout: 100_000 });

  const [flipped = '', removed = ''] = wanted.filter((path) => /_IMAGES\/.*\.fits$/.test(path));
  const bytes = readFileSync(join(out, flipped));
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(join(out, flipped), bytes);
  rmSync(join(out, removed));
  writeFileSync(join(out, 'EPOCH01', 'notes.txt'), 'mine');

  const library = new LibraryPage(page);
  await library.open();
  await library.verify();
  await expect(library.heading).toHaveText(`2 files of ${all} need attention`);
  await expect(library.row(nameOf(flipped))).toContainText('Damaged');
  await expect(library.row(nameOf(removed))).toContainText('Missing');
  await expect(library.row('notes.txt')).toContainText('Foreign');
  await expect(library.look(nameOf(flipped))).toBeVisible();
  await expect(library.look(nameOf(removed))).toHaveCount(0);
  await expect(library.look('notes.txt')).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);

  await library.button(/^Repair 2 files/).click();
  // The view stays: its rows and its heading show the progress.
  await expect(library.row(nameOf(flipped))).toContainText(/Repaired, verified \d\d:\d\d/);
  await expect(library.row(nameOf(removed))).toContainText(/Repaired, verified \d\d:\d\d/);
  await expect(library.row('notes.txt')).toContainText('Foreign');
  await expect(library.heading).toHaveText(`All ${all} files verified, 2 repaired`);
  await expect(library.filters).toHaveText(['All 3', 'Foreign 1', 'Repaired 2']);
  await expect(library.row(nameOf(removed)).getByRole('cell').last()).toHaveText(/\d/);
  await library.filters.getByText('Repaired').click();
  await expect(library.row('notes.txt')).toHaveCount(0);
  await expect(library.row(nameOf(flipped))).toContainText('Repaired');
  await expect.poll(() => world.same(flipped)).toBe(true);
  await expect.poll(() => world.same(removed)).toBe(true);

  await library.verify();
  await expect(library.heading).toHaveText(`All ${all} files verified`);
  expect(readFileSync(join(out, 'EPOCH01', 'notes.txt'), 'utf8')).toBe('mine');

  const sums = join(out, 'SHA256SUMS');
  await saveTo(app, sums, () => library.button('Save manifest…').click());
  const told = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' });
  expect(told.match(/: OK$/gm)).toHaveLength(all);
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
