import type { Page } from '@playwright/test';

/** By the rail, as anybody would. */
export async function goTo(
  page: Page,
  room: 'Connect' | 'Browse' | 'Downloads' | 'Library' | 'Settings',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByText(room, { exact: true }).click();
}
