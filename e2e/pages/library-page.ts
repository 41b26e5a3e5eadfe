import type { Locator, Page } from '@playwright/test';
import { goTo } from './go-to.ts';

/** What is on disk: checked and mended. */
export class LibraryPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await goTo(this.#page, 'Library');
  }

  button(name: 'Verify what is on disk' | 'New check…' | 'Save manifest…' | RegExp): Locator {
    return this.#page.getByRole('button', { name });
  }

  get withSha256(): Locator {
    return this.#page.getByRole('checkbox', { name: /SHA-256/ });
  }

  get lastCheck(): Locator {
    return this.#page.getByRole('region', { name: 'Last check' });
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 2 }).first();
  }

  /** The row of a file that needs a look. */
  row(name: string): Locator {
    return this.#page.getByRole('table', { name: 'Files to look at' }).getByRole('row', { name });
  }

  /** From the first screen of the view, or from what the last check has found. */
  async verify(): Promise<void> {
    const again = this.button('New check…');
    const start = this.button('Verify what is on disk');
    await again.or(start).waitFor();
    if (await again.isVisible()) await again.click();
    await this.withSha256.check();
    await start.click();
    await this.lastCheck.waitFor();
  }
}
