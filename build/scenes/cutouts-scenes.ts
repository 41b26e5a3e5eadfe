import type { Locator, Page } from '@playwright/test';
import { SourcesPage } from '../../e2e/pages/sources-page.ts';
import type { Scene, Scenes } from './scene.ts';

const TABLE = 'name,ra,dec\nPSR J0918,139.65417,0\nsecond,139.7,-0.3\n';

async function askFor(page: Page): Promise<Locator> {
  await new SourcesPage(page).drop('pulsars.csv', TABLE);
  await page.getByRole('button', { name: 'Get cutouts…' }).first().click();
  const sheet = page.getByRole('dialog', { name: 'Get cutouts' });
  await sheet.getByLabel('Size').selectOption('2°');
  await sheet.getByText(/not hash-checked$/).waitFor();
  return sheet;
}

async function showWall(page: Page): Promise<void> {
  const sheet = await askFor(page);
  await sheet.getByRole('button', { name: /^Get \d+ cutouts?$/ }).click();
  await page.getByText(/^\d+ cutouts, .*; not hash-checked\.$/).waitFor();
  await page.getByRole('table').getByRole('img').first().waitFor();
}

const cutouts = (act: (page: Page) => Promise<unknown>): Scene => ({
  world: 'connected',
  view: 'Cutouts',
  alone: true,
  act,
});

export const CUTOUTS_SCENES: Scenes = {
  'cutouts-none': { world: 'connected', view: 'Cutouts' },
  'cutouts-sheet': cutouts(askFor),
  'cutouts-wall': cutouts(showWall),
  'cutouts-enlarged': cutouts(async (page) => {
    await showWall(page);
    await page.getByRole('table').getByRole('img').first().click();
    await page.getByRole('region', { name: 'Enlarged cutout' }).waitFor();
  }),
};
