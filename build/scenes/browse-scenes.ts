import type { Page } from '@playwright/test';
import { BrowsePage } from '../../e2e/pages/browse-page.ts';
import { ConnectPage } from '../../e2e/pages/connect-page.ts';
import type { Scene, Scenes } from './scene.ts';

const BROWSE: Scene = { world: 'connected', view: 'Browse' };

/** Keys that open the first epoch and tick some of it. */
const OPENING = [
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
] as const;

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('tree').focus();
  for (const key of OPENING) await page.keyboard.press(key);
}

/** Opens the tree by another order of its levels. */
const arranged = (name: string): Scene => ({
  ...BROWSE,
  act: async (page) => {
    await page.getByRole('button', { name }).click();
    await openFirst(page);
  },
});

/** Pastes a text into the dialog for fields, and waits for what is shown then. */
const pasted = (text: string, shown: string): Scene => ({
  ...BROWSE,
  act: async (page) => {
    await page.getByRole('button', { name: 'Paste fields…' }).click();
    await page.getByLabel('Fields or paths').fill(text);
    await page.getByRole('button', { name: 'Tick them' }).click();
    await page.getByText(shown).first().waitFor();
  },
});

const search = (text: string, ...keys: readonly string[]): Scene => ({
  ...BROWSE,
  act: async (page) => {
    await new BrowsePage(page).search.fill(text);
    if (keys.length > 0) await page.getByRole('tree').focus();
    for (const key of keys) await page.keyboard.press(key);
  },
});

const openListing = (page: Page) => page.getByTitle('Where this listing is from').click();

/** Lists the folder again with its older releases. */
async function listLegacy(page: Page): Promise<void> {
  await openListing(page);
  await page.getByRole('checkbox', { name: 'With older releases (LEGACY)' }).check();
  await page.getByRole('button', { name: 'List the folder again' }).click();
  await page.getByRole('button', { name: /^All releases/ }).waitFor();
}

export const BROWSE_SCENES: Scenes = {
  browse: { ...BROWSE, act: openFirst },
  'browse-plain': {
    world: 'disconnected',
    view: 'Connect',
    alone: true,
    act: async (page) => {
      await new ConnectPage(page).justBrowse();
      await page.getByRole('tree').waitFor();
    },
  },
  'browse-fields': arranged('Field → epoch'),
  'browse-folders': arranged('Folders'),
  'browse-file': search('0918+00A rms epoch01', 'End', ' '),
  'browse-narrowed': {
    ...BROWSE,
    act: async (page) => {
      await page.getByRole('button', { name: /^Stokes V/ }).click();
      await page.getByRole('button', { name: /^Images/ }).click();
      await new BrowsePage(page).tickAll();
      await openFirst(page);
    },
  },
  'browse-nothing': search('zzz'),
  'browse-listing': {
    ...BROWSE,
    altered: {
      'catalogue.info': ({ revision, value }) => ({
        revision,
        value: { ...value, crawl: { foldersDone: 412, foldersFound: 1670, filesFound: 10_233 } },
      }),
    },
  },
  'browse-listing-menu': { ...BROWSE, act: openListing },
  'browse-legacy': {
    ...BROWSE,
    alone: true,
    act: async (page) => {
      await listLegacy(page);
      await page.getByRole('button', { name: /^All releases/ }).click();
    },
  },
  'browse-legacy-listing-menu': {
    ...BROWSE,
    alone: true,
    act: async (page) => {
      await listLegacy(page);
      await openListing(page);
    },
  },
  'browse-drop': {
    ...BROWSE,
    act: async (page) => {
      const dataTransfer = await page.evaluateHandle(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(['field_name'], 'fields.csv', { type: 'text/csv' }));
        return transfer;
      });
      for (const type of ['dragenter', 'dragover']) {
        await page.getByRole('tree').dispatchEvent(type, { dataTransfer, clientY: 300 });
      }
    },
  },
  'browse-table': pasted(
    'name;field;epoch\nS1;VAST_0216+00A;1\nS1;VAST_0216+00A;5x\nS2;VAST_0000+99A;1',
    'in the epochs of the table',
  ),
  'browse-paste-refused': {
    ...BROWSE,
    act: async (page) => {
      await page.getByRole('button', { name: 'Paste fields…' }).click();
      await page.getByLabel('Fields or paths').fill('9999+99A 9999-99A');
      await page.getByRole('button', { name: 'Tick them' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  'browse-files-list': pasted(
    '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits\n/EPOCH01/gone.fits',
    'not in this listing',
  ),
  'browse-copied': {
    ...BROWSE,
    altered: { 'plan.summarize': (summary) => ({ ...summary, commandNeedsList: true }) },
    act: async (page) => {
      await openFirst(page);
      await page.getByRole('button', { name: 'Copy command' }).click();
    },
  },
  'browse-paste': {
    ...BROWSE,
    act: (page) => page.getByRole('button', { name: 'Paste fields…' }).click(),
  },
  'browse-unknown': pasted('0918+00A 0943+00A 9999+99A', 'not in this listing'),
  'browse-saved': {
    ...BROWSE,
    act: (page) => page.getByRole('button', { name: 'Saved' }).click(),
  },
  lost: {
    ...BROWSE,
    alone: true,
    act: async (page, world) => {
      await world.killServer();
      await page.getByText('reconnecting').waitFor();
    },
  },
};
