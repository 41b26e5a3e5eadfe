import type { Page } from '@playwright/test';
import type { DemoConnection } from '#main/demo/demo-connection.ts';

/** The first screen. */
export class ConnectPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  async connect(
    to: DemoConnection,
    changes: { readonly password?: string; readonly token?: string } = {},
  ) {
    const page = this.#page;
    await page.getByRole('button', { name: 'Use an access token' }).click();
    await page.getByLabel('Shared link').fill(to.sharedUrl);
    await page.getByLabel('Password of the link').fill(changes.password ?? to.password);
    await page.getByLabel('Access token', { exact: true }).fill(changes.token ?? to.accessToken);
    await page.getByRole('main').getByRole('button', { name: 'Connect', exact: true }).click();
  }

  async tryDemo(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Try the demo survey' }).click();
  }

  async justBrowse(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Just browse' }).click();
  }
}
