import type { Locator, Page } from '@playwright/test';

/** The view Look. */
export class LookPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  /** The image, which takes keys. */
  get image(): Locator {
    return this.#page.getByRole('application', { name: /^Image / });
  }

  /** Position, pixel and value under the cursor, and how much is read. */
  get readout(): Locator {
    return this.#page.getByRole('group', { name: 'Under the cursor' });
  }

  get value(): Locator {
    return this.#page.getByLabel('Value', { exact: true });
  }

  get bar(): Locator {
    return this.#page.getByRole('figure', { name: /^Colours from / });
  }

  choice(name: 'Limits' | 'Colours' | 'Compare with'): Locator {
    return this.#page.getByRole('combobox', { name, exact: true });
  }

  button(name: string): Locator {
    return this.#page.getByRole('main').getByRole('button', { name, exact: true });
  }
}
