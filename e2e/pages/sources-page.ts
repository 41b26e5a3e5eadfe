import type { Locator, Page } from '@playwright/test';
import { goTo } from './go-to.ts';

/** The view Sources. */
export class SourcesPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await goTo(this.#page, 'Sources');
  }

  /** Drops a file on whatever view is shown. */
  async drop(name: string, content: string | readonly number[]): Promise<void> {
    const transfer = await this.#page.evaluateHandle(
      ([fileName, parts]) => {
        const data = new DataTransfer();
        const bytes = typeof parts === 'string' ? parts : Uint8Array.from(parts);
        data.items.add(new File([bytes], fileName));
        return data;
      },
      [name, content] as const,
    );
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const view = this.#page.getByRole('main').locator(':scope > *').first();
      await view.dispatchEvent(type, { dataTransfer: transfer });
    }
  }

  get lists(): Locator {
    return this.#page.getByRole('complementary', { name: 'Lists of sources' });
  }

  row(name: string | RegExp): Locator {
    return this.#page
      .getByRole('grid', { name: 'Sources and their observations' })
      .getByRole('row', { name });
  }

  get observations(): Locator {
    return this.#page.getByRole('region', { name: /^Observations of / });
  }

  filter(name: RegExp): Locator {
    return this.#page.getByRole('group', { name: 'Show' }).getByRole('button', { name });
  }

  get ticking(): Locator {
    return this.#page.getByRole('region', { name: 'Tick files of these sources' });
  }
}
