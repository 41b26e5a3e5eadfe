import type { Locator, Page } from '@playwright/test';
import { goTo } from './go-to.ts';

/** The view Library. */
export class LibraryPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await goTo(this.#page, 'Library');
  }

  /** Shows the matrix, or the verification and its results. */
  async show(part: 'Coverage' | 'What is new' | 'Verification'): Promise<void> {
    await this.#page
      .getByRole('group', { name: 'Parts of the library' })
      .getByRole('button', { name: part })
      .click();
  }

  /** A cell of the matrix: `VAST_0216+00A, epoch 02`. */
  cell(name: string): Locator {
    return this.#page
      .getByRole('grid', { name: 'Files by field and epoch' })
      .getByRole('gridcell', { name: `${name}:` });
  }

  button(name: 'Verify what is on disk' | 'Verify again…' | 'Save manifest…' | RegExp): Locator {
    return this.#page.getByRole('button', { name });
  }

  get withSha256(): Locator {
    return this.#page.getByRole('checkbox', { name: /SHA-256/ });
  }

  get lastVerification(): Locator {
    return this.#page.getByRole('region', { name: 'Last verification' });
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { level: 2 }).first();
  }

  /** The filters above the list, each with its count. */
  get filters(): Locator {
    return this.#page.getByRole('group', { name: 'Show files by result' }).getByRole('button');
  }

  /** The row of a file that needs attention. */
  row(name: string): Locator {
    return this.#page
      .getByRole('table', { name: 'Files that need attention' })
      .getByRole('row', { name });
  }

  /** What shows the image of such a row. */
  look(name: string): Locator {
    return this.row(name).getByRole('button', { name: 'Look', exact: true });
  }

  /** From the start of the view, or from the results of the last verification. */
  async verify(): Promise<void> {
    await this.show('Verification');
    const again = this.button('Verify again…');
    const start = this.button('Verify what is on disk');
    await again.or(start).waitFor();
    if (await again.isVisible()) await again.click();
    await this.withSha256.check();
    await start.click();
    await this.lastVerification.waitFor();
  }
}
