import type { DownloadsService } from './downloads/downloads-service.ts';
import type { OutputFolders } from './output-folders.ts';
import type { Session } from './session.ts';

/** Opens the queue of the last run: the demo's if it has unfinished files, else the account's. */
export async function openLastQueue({
  session,
  downloads,
  folders,
}: {
  readonly session: Pick<Session, 'last'>;
  readonly downloads: DownloadsService;
  readonly folders: OutputFolders;
}): Promise<'demo' | 'account'> {
  const to = session.last?.to ?? null;
  await downloads.useFolder(folders.for(to));
  const isDemoOpen = to === 'demo' && downloads.unfinished > 0;
  if (to === 'demo' && !isDemoOpen) await downloads.useFolder(folders.for(null));
  if (session.last?.isDownloading === true) downloads.wasRunning();
  return isDemoOpen ? 'demo' : 'account';
}
