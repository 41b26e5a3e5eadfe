// Every screen in both themes and three sizes, from the built development page, into a folder; then axe over each.
//   node src/renderer/dev/shots.mjs FOLDER [--only NAME] [--sizes 1280x800] [--themes dark]
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { preview } from 'vite';

const [folder = 'shots', ...rest] = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = rest.indexOf(`--${name}`);
  return (at === -1 ? otherwise : rest[at + 1]).split(',');
};
const only = option('only', '');
const sizes = option('sizes', '1280x800,1920x1080,960x640').map((size) =>
  size.split('x').map(Number),
);
const themes = option('themes', 'dark,light');

const openFirst = async (page) => {
  const tree = page.getByRole('tree');
  await tree.focus();
  for (const key of [
    'ArrowRight',
    'ArrowDown',
    'ArrowDown',
    'ArrowDown',
    ' ',
    'ArrowDown',
    'ArrowRight',
    'ArrowDown',
    ' ',
    'ArrowRight',
    'ArrowDown',
    ' ',
  ]) {
    await page.keyboard.press(key);
  }
};

const SCENES = {
  connect: { query: 'connection=disconnected', room: 'connect' },
  'connect-wrong-password': { query: 'connection=link-denied', room: 'connect' },
  'connect-scope': { query: 'connection=scope-missing&keychain=none', room: 'connect' },
  'connect-connecting': { query: 'connection=connecting', room: 'connect' },
  'connect-signing-in': { query: 'connection=signing-in', room: 'connect' },
  'connect-signing-in-served': {
    query: 'connection=signing-in&host=browser&loopback',
    room: 'connect',
  },
  'connect-connected': { query: 'connection=connected', room: 'connect' },
  'connect-interrupted': { query: 'connection=interrupted', room: 'connect' },
  browse: { query: 'connection=connected', room: 'browse', act: openFirst },
  'browse-plain': { query: 'connection=browsing', room: 'browse' },
  'browse-fields': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByRole('button', { name: 'Field → epoch' }).click();
      await openFirst(page);
    },
  },
  'browse-folders': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByRole('button', { name: 'Folders' }).click();
      await openFirst(page);
    },
  },
  'browse-file': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByLabel('Search field, SBID or file').fill('0918+00A rms epoch01');
      await page.getByRole('tree').focus();
      await page.keyboard.press('End');
      await page.keyboard.press(' ');
    },
  },
  'browse-narrowed': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByRole('checkbox', { name: /^Stokes V/ }).click();
      await page.getByRole('checkbox', { name: /^Images/ }).click();
      await page.getByRole('checkbox', { name: 'Tick everything on view' }).click();
      await openFirst(page);
    },
  },
  'browse-nothing': {
    query: 'connection=connected',
    room: 'browse',
    act: (page) => page.getByLabel('Search field, SBID or file').fill('zzz'),
  },
  'browse-listing': { query: 'connection=connected&crawl', room: 'browse' },
  'browse-listing-menu': {
    query: 'connection=connected&legacy',
    room: 'browse',
    act: (page) => page.getByTitle('Where this listing is from').click(),
  },
  'browse-legacy': {
    query: 'connection=connected&legacy',
    room: 'browse',
    act: (page) => page.getByRole('checkbox', { name: /^All releases/ }).click(),
  },
  'browse-drop': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      const data = await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(['field_name'], 'fields.csv', { type: 'text/csv' }));
        return transfer;
      });
      for (const type of ['dragenter', 'dragover'])
        await page.getByRole('tree').dispatchEvent(type, { dataTransfer: data, clientY: 300 });
    },
  },
  'browse-table': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByRole('button', { name: 'Paste fields…' }).click();
      await page
        .getByLabel('Fields or paths')
        .fill('name;field;epoch\nS1;VAST_0216+00A;1\nS1;VAST_0216+00A;5x\nS2;VAST_0000+99A;1');
      await page.getByRole('button', { name: 'Tick them' }).click();
      await page.getByText('in the epochs of the table').waitFor();
    },
  },
  'browse-paste-refused': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByRole('button', { name: 'Paste fields…' }).click();
      await page.getByLabel('Fields or paths').fill('source_id,ra,dec\nS1,31.9503,-1.1447\n');
      await page.getByRole('button', { name: 'Tick them' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  'connect-hints': {
    query: 'connection=disconnected',
    room: 'connect',
    act: async (page) => {
      await page.getByLabel('Shared link').fill('https://www.dropbox.com/sh/abc/def?dl=0&amp;x=1,');
      await page.getByLabel('Password of the link').fill('cafe\u0301');
    },
  },
  'browse-files-list': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByRole('button', { name: 'Paste fields…' }).click();
      await page
        .getByLabel('Fields or paths')
        .fill('/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits\n/EPOCH01/gone.fits');
      await page.getByRole('button', { name: 'Tick them' }).click();
      await page.getByText('not in this listing').waitFor();
    },
  },
  'browse-copied': {
    query: 'connection=connected&list',
    room: 'browse',
    act: async (page) => {
      await openFirst(page);
      await page.getByRole('button', { name: 'Copy command' }).click();
    },
  },
  'browse-paste': {
    query: 'connection=connected',
    room: 'browse',
    act: (page) => page.getByRole('button', { name: 'Paste fields…' }).click(),
  },
  'browse-unknown': {
    query: 'connection=connected',
    room: 'browse',
    act: async (page) => {
      await page.getByRole('button', { name: 'Paste fields…' }).click();
      await page.getByLabel('Fields or paths').fill('0918+00A 0943+00A 9999+99A');
      await page.getByRole('button', { name: 'Tick them' }).click();
      await page.getByText('not in this listing').waitFor();
    },
  },
  'browse-saved': {
    query: 'connection=connected',
    room: 'browse',
    act: (page) => page.getByRole('button', { name: 'Saved selections' }).click(),
  },
  'downloads-empty': { query: 'connection=connected', room: 'downloads' },
  ...Object.fromEntries(
    [
      'running',
      'stalled',
      'paused',
      'waiting',
      'resting',
      'auth',
      'disk',
      'outage',
      'budget',
      'finished',
      'failed',
    ].map((queue) => [
      `downloads-${queue}`,
      {
        query: `connection=connected&queue=${queue}`,
        room: 'downloads',
        act: async (page) => {
          if (queue === 'running') await page.waitForTimeout(3500);
          if (queue === 'stalled') await page.getByRole('heading', { name: 'Stalled' }).waitFor();
          await page.getByRole('row').nth(4).click();
        },
      },
    ]),
  ),
  'downloads-all-chosen': {
    query: 'connection=connected&queue=paused&files=42000',
    room: 'downloads',
    act: async (page) => {
      await page.getByRole('row').nth(2).click();
      await page.keyboard.press('Control+a');
      await page.getByText('files chosen').waitFor();
    },
  },
  'downloads-several': {
    query: 'connection=connected&queue=paused',
    room: 'downloads',
    act: async (page) => {
      await page.getByRole('row').nth(2).click();
      await page
        .getByRole('row')
        .nth(6)
        .click({ modifiers: ['Shift'] });
      await page.keyboard.press('Delete');
      await page.getByRole('row').nth(2).click();
      await page
        .getByRole('row')
        .nth(6)
        .click({ modifiers: ['Shift'] });
    },
  },
  library: { query: 'connection=connected', room: 'library' },
  'library-checking': {
    query: 'connection=connected',
    room: 'library',
    act: async (page) => {
      await page.getByRole('button', { name: 'Verify what is on disk' }).click();
      await page.getByText('of 8,').first().waitFor();
    },
  },
  'library-found': {
    query: 'connection=connected',
    room: 'library',
    act: async (page) => {
      await page.getByRole('button', { name: 'Verify what is on disk' }).click();
      await page.getByRole('table').waitFor();
    },
  },
  settings: { query: 'connection=connected', room: 'settings' },
  'settings-parallel': {
    query: 'connection=connected',
    room: 'settings',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Files at once' }).fill('12');
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog').waitFor();
    },
  },
  'settings-folders': {
    query: 'connection=connected&host=browser',
    room: 'settings',
    act: (page) => page.getByRole('button', { name: 'Change…' }).click(),
  },
  lost: {
    query: 'connection=connected&link=lost',
    room: 'browse',
    act: (page) => page.getByText('reconnecting').waitFor(),
  },
};

const server = await preview({
  configFile: new URL('./vite.config.ts', import.meta.url).pathname,
  preview: { port: 0 },
});
const origin = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
mkdirSync(folder, { recursive: true });
let findings = 0;
for (const theme of themes) {
  for (const [width, height] of sizes) {
    const context = await browser.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    for (const [name, { query, room, act }] of Object.entries(SCENES)) {
      if (only[0] !== '' && !only.some((each) => name.startsWith(each))) continue;
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') console.log(name, message.text());
      });
      page.on('pageerror', (error) => console.log(name, String(error)));
      await page.goto(`${origin}?theme=${theme}&${query}#${room}`);
      await page.locator('.connection-badge').waitFor();
      if (room === 'browse') await page.getByRole('tree').waitFor();
      await act?.(page);
      await page.waitForTimeout(150);
      await page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png` });
      if (width === sizes[0][0]) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, nodes, help } of violations) {
          findings += 1;
          console.log(`axe ${name} ${theme}: ${id}: ${help}`);
          for (const { target, failureSummary } of nodes.slice(0, 3))
            console.log('   ', target.join(' '), failureSummary.split('\n')[1]);
        }
      }
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(`${findings} findings of axe`);
process.exit(findings === 0 ? 0 : 1);
