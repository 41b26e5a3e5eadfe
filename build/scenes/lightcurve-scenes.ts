import type { Page } from '@playwright/test';
import { SourcesPage } from '../../e2e/pages/sources-page.ts';
import type { Scenes } from './scene.ts';

/** A source of the demo that fades below the noise in some epochs. */
const VARIABLE = 'name,ra,dec\nVAST J0909-0328,137.3096,-3.4670\n';

const openCurve = async (page: Page): Promise<void> => {
  const sources = new SourcesPage(page);
  await sources.drop('variable.csv', VARIABLE);
  await sources.row(/^VAST J0909/).click();
  await page.getByRole('button', { name: 'Light curve', exact: true }).click();
};

export const LIGHTCURVE_SCENES: Scenes = {
  'lightcurve-before': { world: 'connected', view: 'Sources', alone: true, act: openCurve },
  lightcurve: {
    world: 'connected',
    view: 'Sources',
    alone: true,
    act: async (page) => {
      await openCurve(page);
      await page.getByRole('button', { name: 'Download and measure' }).click();
      const plot = page.getByRole('application', { name: /^Light curve of / });
      await plot.focus();
      await page.keyboard.press('End');
    },
  },
};
