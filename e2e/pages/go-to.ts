import type { Page } from '@playwright/test';

export type View = 'Connect' | 'Browse' | 'Downloads' | 'Library' | 'Settings';

/** Opens a view by its entry in the rail. */
export async function goTo(page: Page, view: View): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByText(view, { exact: true }).click();
}
