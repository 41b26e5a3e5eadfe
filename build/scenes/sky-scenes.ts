import type { Page } from '@playwright/test';
import { ConnectPage } from '../../e2e/pages/connect-page.ts';
import { goTo } from '../../e2e/pages/go-to.ts';
import { SkyPage } from '../../e2e/pages/sky-page.ts';
import type { Scene, Scenes } from './scene.ts';
import { showTable } from './sources-scenes.ts';

const SKY: Scene = { world: 'connected', view: 'Sky' };

/** Ticks two fields by a click on each. */
async function tickTwo(page: Page): Promise<void> {
  const sky = new SkyPage(page);
  for (const name of ['VAST_0918+00A', 'VAST_1739-25A']) {
    const { x, y } = await sky.pointOf(name);
    await page.mouse.click(x, y);
  }
}

export const SKY_SCENES: Scenes = {
  sky: SKY,
  'sky-plain': {
    world: 'disconnected',
    view: 'Connect',
    alone: true,
    act: async (page) => {
      await new ConnectPage(page).justBrowse();
      await goTo(page, 'Sky');
      await tickTwo(page);
    },
  },
  'sky-sources': {
    ...SKY,
    alone: true,
    act: async (page) => {
      await showTable(page);
      await goTo(page, 'Sky');
      await tickTwo(page);
    },
  },
  'sky-zoomed': {
    ...SKY,
    alone: true,
    act: async (page) => {
      await showTable(page);
      await goTo(page, 'Sky');
      const { x, y } = await new SkyPage(page).pointOf('VAST_2143-06A');
      await page.mouse.move(x, y);
      for (let step = 0; step < 8; step += 1) await page.mouse.wheel(0, -240);
    },
  },
};
