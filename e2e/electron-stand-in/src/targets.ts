import { browser } from './browser.ts';
import { pageOfTarget } from './page.ts';
import { allWebContents, type WebContents } from './web-contents.ts';

export function contentsOfTarget(targetId: string): WebContents | undefined {
  const page = pageOfTarget(targetId);
  return allWebContents().find((each) => page !== undefined && each.standInPage === page);
}

/** Closes what a page has opened in a window of its own; the app's handler was asked, and could only deny it. */
export async function closePopups(): Promise<void> {
  browser.root.on('Target.targetCreated', ({ targetInfo: { targetId, type, openerId } }) => {
    if (type === 'page' && openerId !== undefined)
      void browser.root.trySend('Target.closeTarget', { targetId });
  });
  await browser.root.send('Target.setDiscoverTargets', { discover: true });
}
