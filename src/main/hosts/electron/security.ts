import { app, type Session, type WebContents } from 'electron';
import { isOurPage } from './page-address.ts';

/** Copying the command and paths; everything else that a page can ask for is refused. */
const GRANTED = 'clipboard-sanitized-write';

/**
 * Keeps every page where it is: no navigation, no windows, no frames, no webviews.
 *
 * @param openOutside opens what a page wanted as a window in the user's browser, if it may
 */
export function confineContents(openOutside: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, openOutside));
}

function confine(contents: WebContents, openOutside: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Refuses pages everything that a session could grant, and files that they would download. */
export function confineSession(session: Session): void {
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED && isOurPage(origin),
  );
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === GRANTED && isOurPage(contents.getURL()));
  });
  session.on('will-download', (event) => event.preventDefault());
}
