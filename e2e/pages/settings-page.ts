import type { Page } from '@playwright/test';
import { goTo } from './go-to.ts';

export class SettingsPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  /** Sets the app key and returns to the view Connect. */
  async setAppKey(key: string): Promise<void> {
    await goTo(this.#page, 'Settings');
    const field = this.#page.getByRole('textbox', { name: 'App key' });
    await field.fill(key);
    await field.press('Enter');
    await goTo(this.#page, 'Connect');
  }

  async letSignInComeBack(): Promise<void> {
    await goTo(this.#page, 'Settings');
    await this.#page.getByRole('switch', { name: 'Return automatically after signing in' }).click();
    await goTo(this.#page, 'Connect');
  }
}
