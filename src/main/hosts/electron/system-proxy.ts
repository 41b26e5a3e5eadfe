import { app, session } from 'electron';
import { proxyOf } from './proxy-of.ts';

/** The proxy that the system has set for Dropbox, be it by a script (PAC); null where calls go straight there. */
export async function systemProxy(): Promise<string | null> {
  await app.whenReady();
  return proxyOf(await session.defaultSession.resolveProxy('https://api.dropboxapi.com'));
}
