/**
 * GIVEN a SAMP hub with another program
 * WHEN the user sends it a file, and the program sends a position and a table
 * THEN the program gets the file, and Sky and Sources show what it sent
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Received, startTestHub } from '#main/app/samp/testing/hub.ts';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { goTo } from './pages/go-to.ts';

const NAME = 'VAST_0918+00A.EPOCH01.I.fits';

const VOTABLE = `<?xml version="1.0"?><VOTABLE version="1.3"><RESOURCE><TABLE>
<FIELD name="name" datatype="char" arraysize="*"/>
<FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
<FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
<DATA><TABLEDATA><TR><TD>A</TD><TD>139.5</TD><TD>0.1</TD></TR></TABLEDATA></DATA>
</TABLE></RESOURCE></VOTABLE>`;

test('files go to a program at a SAMP hub, and what it sends is shown', async ({ world }) => {
  const page = world.app.page();
  const received: Received[] = [];
  const home = dirname(world.out);
  const hub = await startTestHub(join(home, '.samp'), [
    {
      name: 'Aladin',
      mtypes: ['image.load.fits', 'table.load.votable'],
      answer(message) {
        received.push(message);
        return { result: {} };
      },
    },
  ]);
  try {
    await goTo(page, 'Settings');
    await expect(page.getByRole('status', { name: 'SAMP hub' })).toHaveText('Hub found: Aladin', {
      timeout: 15_000,
    });

    await goTo(page, 'Connect');
    await new ConnectPage(page).connect(world.demo);
    const browse = new BrowsePage(page);
    await goTo(page, 'Browse');
    await browse.search.fill(NAME);
    await browse.tickAll();
    await browse.download();
    const downloads = new DownloadsPage(page);
    await expect(downloads.heading.first()).toHaveText(/^Finished/);
    await page.getByText(NAME).first().click();
    await page.getByRole('button', { name: 'Send to…' }).click();
    await page.getByRole('menuitem', { name: 'Aladin' }).click();
    await expect(page.getByText(`${NAME}: loaded by Aladin.`)).toBeVisible();
    expect(received).toMatchObject([{ mtype: 'image.load.fits', params: { name: NAME } }]);
    expect(fileURLToPath(received[0]!.params['url']!)).toMatch(new RegExp(`^${world.out}/.*fits$`));

    await hub.send('coord.pointAt.sky', { ra: '139.5', dec: '0.1' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sky');

    const table = join(home, 'from+aladin.vot');
    writeFileSync(table, VOTABLE);
    const url = pathToFileURL(table).href;
    const [answer] = await hub.send('table.load.votable', { url, name: 'from Aladin' });
    expect(answer).toMatchObject({ 'samp.status': 'samp.ok' });
    await goTo(page, 'Sources');
    await expect(page.getByRole('heading', { name: 'from Aladin' })).toBeVisible();
  } finally {
    await hub.close();
  }
});
