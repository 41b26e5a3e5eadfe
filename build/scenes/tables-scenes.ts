import type { Page } from '@playwright/test';
import { BrowsePage } from '../../e2e/pages/browse-page.ts';
import { DownloadsPage } from '../../e2e/pages/downloads-page.ts';
import { goTo } from '../../e2e/pages/go-to.ts';
import type { Scenes } from './scene.ts';

const openTable = async (page: Page): Promise<void> => {
  const browse = new BrowsePage(page);
  await goTo(page, 'Browse');
  await browse.search.fill('VAST_0918+00A.EPOCH01.I selavy xml');
  await browse.tickAll();
  await browse.download();
  await new DownloadsPage(page).filter(/^Done [12]/).waitFor();
  await goTo(page, 'Tables');
  await page
    .getByRole('list', { name: 'Catalogues' })
    .getByText(/components/)
    .first()
    .click();
  await page.getByRole('grid').waitFor();
};

export const TABLES_SCENES: Scenes = {
  'tables-none': { world: 'connected', view: 'Tables' },
  tables: {
    world: 'connected',
    view: 'Tables',
    alone: true,
    act: async (page) => {
      await openTable(page);
      await page.getByRole('button', { name: /^flux_peak$/ }).click();
      await page.getByRole('row').nth(3).click();
    },
  },
  'tables-scatter': {
    world: 'connected',
    view: 'Tables',
    alone: true,
    act: async (page) => {
      await openTable(page);
      await page.getByRole('row').nth(3).click();
      await page.getByRole('button', { name: 'Scatter' }).click();
    },
  },
  'tables-histogram': {
    world: 'connected',
    view: 'Tables',
    alone: true,
    act: async (page) => {
      await openTable(page);
      await page.getByRole('searchbox', { name: 'Filter rows' }).fill('flux_peak > 2, J09');
      await page.getByRole('button', { name: 'Histogram' }).click();
      await page.getByRole('button', { name: /^Columns/ }).click();
    },
  },
};
