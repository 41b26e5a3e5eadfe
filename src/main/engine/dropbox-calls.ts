import { AppError } from '#shared/errors/app-error.ts';
import { type Connection, createConnection } from './connection.ts';
import type { DropboxCalls, DropboxEvents } from './contract/dropbox-calls.ts';
import type { Emit, HandlersOf } from './contract/part.ts';
import type { LimitRecord } from './limit-record.ts';
import type { CurrentWork } from './current-work.ts';
import { crawl } from './dropbox/crawl.ts';
import { listFolders } from './dropbox/list-folders.ts';

export interface DropboxCallsDeps {
  readonly limits: Pick<LimitRecord, 'gateMemory' | 'keepGateMemory'>;
  readonly work: CurrentWork;
  readonly emit: Emit<DropboxEvents>;
  readonly trace: (line: string) => void;
}

/** The engine's calls to Dropbox, and the one connection that they share with the queue. */
export interface DropboxPart {
  readonly calls: HandlersOf<DropboxCalls>;
  readonly connection: () => Connection | null;
  /** Throws AppError `bad-usage` before the first `connect`. */
  readonly connected: () => Connection;
  readonly disconnect: () => Promise<void>;
}

export function createDropboxCalls({ limits, work, emit, trace }: DropboxCallsDeps): DropboxPart {
  let connection: Connection | null = null;
  const connected = (): Connection => {
    if (connection === null) throw new AppError('bad-usage', 'Not connected to Dropbox yet.');
    return connection;
  };
  const disconnect = async (): Promise<void> => {
    const old = connection;
    connection = null;
    await old?.close();
  };
  const onProgress = (progress: DropboxEvents['crawl']): void => emit('crawl', progress);

  return {
    connection: () => connection,
    connected,
    disconnect,
    calls: {
      async connect(input) {
        // Read before the old connection closes, so that a stop during that time cancels this call, too.
        const { signal } = work;
        await disconnect();
        connection = await createConnection(
          input,
          limits,
          signal,
          (payload) => emit('dropbox', payload),
          trace,
        );
        return { name: connection.link.info.name };
      },

      async crawl({ root, includeLegacy }) {
        const { files, problems } = await crawl(connected().link, {
          roots: [root],
          includeLegacy,
          signal: work.signal,
          onProgress,
        });
        return { files, problems };
      },

      async listFolders({ folders }) {
        return await listFolders(connected().link, folders, { signal: work.signal, onProgress });
      },

      async stopWork() {
        work.stop();
        return null;
      },

      async disconnect() {
        work.stop();
        await disconnect();
        return null;
      },
    },
  };
}
