import type { Locator, Page } from '@playwright/test';
import { mollweide } from '#shared/sky/mollweide.ts';
import { FIELDS } from '#shared/survey/fields.ts';

/** The right ascension in the middle of the map when Sky is opened, and the margin around it in pixels. */
const MIDDLE_RA_DEG = 292.5;
const MARGIN = 14;

/** The view Sky: the survey on a map, with a list of its fields. */
export class SkyPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  get map(): Locator {
    return this.#page.getByRole('application', { name: 'Map of the sky' });
  }

  option(name: string | RegExp): Locator {
    return this.#page.getByRole('listbox', { name: 'Fields' }).getByRole('option', { name });
  }

  button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  /** Where the centre of a field is on the page while the map shows the whole sky. */
  async pointOf(name: string): Promise<{ readonly x: number; readonly y: number }> {
    const { x, y, width, height } = (await this.map.boundingBox())!;
    const at = mollweide(FIELDS.find((field) => field.name === name)!, MIDDLE_RA_DEG);
    const unit = Math.min((width - 2 * MARGIN) / 4, (height - 2 * MARGIN) / 2);
    return { x: x + width / 2 + at.x * unit, y: y + height / 2 - at.y * unit };
  }
}
