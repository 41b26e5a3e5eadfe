import { expect, type Locator, type Page } from '@playwright/test';

/** The survey as a tree, with facets, search and the selection. */
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

  /** Ticks a row the way the keyboard does. */
  async tick(name: string | RegExp): Promise<void> {
    await this.row(name).click();
    await this.#page.keyboard.press('Space');
  }

  async tickAll(): Promise<void> {
    await this.#page.getByLabel('Tick everything on view').click();
  }

  facet(group: string, value: string): Locator {
    return this.#page.getByRole('group', { name: group }).getByRole('checkbox', { name: value });
  }

  /** Downloads what is ticked, of the listing of the folder that the app is connected to. */
  async download(): Promise<void> {
    // Until then the built-in one is shown, with files that a small survey does not have.
    await expect(this.#page.getByTitle('Where this listing is from')).toHaveText(/isted on /);
    await this.selection.getByRole('button', { name: /^Download / }).click();
  }
}
