import { expect, type Locator, type Page } from '@playwright/test';

/** The view Browse: the survey as a tree, with facets, search and ticks. */
export class BrowsePage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  row(name: string | RegExp): Locator {
    return this.#page.getByRole('treeitem', { name });
  }

  get selection(): Locator {
    return this.#page.getByRole('region', { name: 'Selection' });
  }

  get search(): Locator {
    return this.#page.getByLabel('Search field, SBID or file');
  }

  /** Ticks a row by the keyboard. */
  async tick(name: string | RegExp): Promise<void> {
    await this.row(name).click();
    await this.#page.keyboard.press('Space');
  }

  async tickAll(): Promise<void> {
    await this.#page.getByLabel('Tick everything on view').click();
  }

  facet(group: string, value: string): Locator {
    return this.#page.getByRole('group', { name: group }).getByRole('button', { name: value });
  }

  /** Downloads the ticked files, after the connected folder is listed. */
  async download(): Promise<void> {
    // The built-in listing, which is shown until then, has files that a small survey lacks.
    await expect(this.#page.getByTitle('Where this listing is from')).toHaveText(/isted on /);
    await this.selection.getByRole('button', { name: /^Download / }).click();
  }
}
