import type { Page } from '@playwright/test';
import type { View } from '#shared/ipc/views.ts';

/** Opens a view by its entry in the rail. */
export async function goTo(page: Page, view: View['name']): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByText(view, { exact: true }).click();
}
