import type { Locator, Page } from '@playwright/test';
import { goTo } from './go-to.ts';

/** The view Downloads. */
export class DownloadsPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await goTo(this.#page, 'Downloads');
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 2 });
  }

  button(name: 'Pause all' | 'Resume all' | 'Retry failed' | 'Save report'): Locator {
    return this.#page.getByRole('button', { name });
  }

  filter(name: RegExp): Locator {
    return this.#page
      .getByRole('group', { name: 'Show files by state' })
      .getByRole('button', { name });
  }
}
