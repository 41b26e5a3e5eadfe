import type { Page } from '@playwright/test';
import type { View } from '#shared/ipc/views.ts';

/** Goes to a view by the rail. */
export async function goTo(page: Page, view: View['name']): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByText(view, { exact: true }).click();
}
