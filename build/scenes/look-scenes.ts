import { expect, type Page } from '@playwright/test';
import { LookPage } from '../../e2e/pages/look-page.ts';
import type { Scene, Scenes } from './scene.ts';

/** What Look shows of images on this disk. */
export const LOOK_SCENES: Scenes = {
  'look-choose': { world: 'finished', view: 'Look' },
  'look-image': looking('I'),
  'look-signed': looking('V'),
  'look-header': looking('I', (look) => look.button('Header').click()),
  'look-side': looking('I', compare),
};

/** An image of a Stokes parameter, and what is done with it. */
function looking(stokes: 'I' | 'V', act?: (look: LookPage, page: Page) => Promise<unknown>): Scene {
  return {
    world: 'finished',
    view: 'Look',
    act: async (page) => {
      const images = page.getByRole('list', { name: 'Images on this disk' });
      await images
        .getByRole('button', { name: new RegExp(`EPOCH01\\.${stokes}\\.fits$`) })
        .first()
        .click();
      const look = new LookPage(page);
      await expect(look.image).toHaveAttribute('aria-busy', 'false');
      await expect(look.readout).toContainText(/means of|all pixels/);
      await act?.(look, page);
    },
  };
}

async function compare(look: LookPage, page: Page): Promise<void> {
  const others = look.choice('Compare with');
  const signed = others.getByRole('option', { name: /\.V\.fits$/ }).first();
  await others.selectOption(await signed.getAttribute('value'));
  await look.button('Side by side').click();
  await expect(page.locator('canvas')).toHaveCount(2);
}
