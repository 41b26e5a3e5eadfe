import type { Locator, Page } from '@playwright/test';
import type { DemoConnection } from '#demo/demo-connection.ts';

/** The view Connect. */
export class ConnectPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  /** The connection badge at the top of every view. */
  get badge(): Locator {
    return this.#page.getByTitle('Show the connection');
  }

  async connect(
    to: DemoConnection,
    changes: { readonly link?: string; readonly password?: string; readonly token?: string } = {},
  ) {
    const page = this.#page;
    await page.getByRole('button', { name: 'Use an access token' }).click();
    await page.getByLabel('Shared link').fill(changes.link ?? to.sharedUrl);
    await page.getByLabel('Password of the link').fill(changes.password ?? to.password);
    await page.getByLabel('Access token', { exact: true }).fill(changes.token ?? to.accessToken);
    await page.getByRole('main').getByRole('button', { name: 'Connect', exact: true }).click();
  }

  /** Signs in up to Dropbox's page. */
  async signIn(to: Pick<DemoConnection, 'sharedUrl' | 'password'>): Promise<void> {
    const page = this.#page;
    await page
      .getByRole('group', { name: 'How to authenticate' })
      .getByRole('button', { name: 'Sign in with Dropbox' })
      .click();
    await page.getByLabel('Shared link').fill(to.sharedUrl);
    await page.getByLabel('Password of the link').fill(to.password);
    await page
      .getByRole('main')
      .locator('form')
      .getByRole('button', { name: 'Sign in with Dropbox' })
      .last()
      .click();
  }

  /** The address of Dropbox's page, as the view shows it. */
  async signInAddress(): Promise<string> {
    const shown = this.#page.locator('.sign-in-address .address [title]');
    return (await shown.first().getAttribute('title'))!;
  }

  async paste(code: string): Promise<void> {
    await this.#page.getByLabel('Code from Dropbox').fill(code);
    await this.#page.getByRole('button', { name: 'Finish signing in' }).click();
  }

  async tryDemo(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Try the demo survey' }).click();
  }

  /** Opens Browse on the built-in listing, and waits until it is there. */
  async justBrowse(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Just browse' }).click();
    await this.#page.getByRole('main', { name: 'Browse' }).waitFor();
  }
}
