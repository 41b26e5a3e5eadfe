import type { Page } from '@playwright/test';

export class SettingsPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  async #go(room: 'Settings' | 'Connect'): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Rooms' })
      .getByText(room, { exact: true })
      .click();
  }

  /** Sets the key and goes back to the first screen. */
  async setAppKey(key: string): Promise<void> {
    await this.#go('Settings');
    const field = this.#page.getByRole('textbox', { name: 'App key' });
    await field.fill(key);
    await field.press('Enter');
    await this.#go('Connect');
  }

  async letSignInComeBack(): Promise<void> {
    await this.#go('Settings');
    await this.#page.getByRole('switch', { name: 'Come back from Dropbox by itself' }).click();
    await this.#go('Connect');
  }
}
