import type { Credentials } from '#shared/dropbox/credentials.ts';
import { createDropbox, type Dropbox, type DropboxOptions } from '../dropbox.ts';
import {
  type Call,
  type Reply,
  startScriptedServer,
  type ScriptedServer,
} from './scripted-server.ts';

export const CREDENTIALS: Credentials = {
  sharedUrl: 'https://www.dropbox.com/sh/s3cr3tfolder/s3cr3tkey?dl=0',
  password: 'pa55%word#1',
  accessToken: 'sl.first-token',
  refreshToken: null,
  appKey: null,
};

export interface Connected {
  readonly server: ScriptedServer;
  readonly dropbox: Dropbox;
}

/** A scripted server and a client for it; both end with the test. */
export async function connect(
  script: (call: Call) => Reply | Promise<Reply>,
  onEnd: (end: () => Promise<void>) => void,
  options: Partial<DropboxOptions> = {},
): Promise<Connected> {
  const server = await startScriptedServer(script);
  const dropbox = createDropbox({ credentials: CREDENTIALS, endpoint: server.url, ...options });
  onEnd(async () => {
    await dropbox.close();
    await server.close();
  });
  return { server, dropbox };
}
