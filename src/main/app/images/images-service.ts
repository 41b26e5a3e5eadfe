import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { workerPipe } from '#main/engine/contract/worker-pipe.ts';
import { localNames, type NameRules } from '#shared/downloads/local-name.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { ImageContract } from './image-calls.ts';

type Calls = ImageContract['calls'];

/** Looks at images on this disk. */
export interface ImagesService {
  /** @param path of the survey, below the output folder. Throws AppError `name-refused` for one that leads out of it */
  call<K extends keyof Calls>(
    name: K,
    path: string,
    more: Omit<Calls[K]['input'], 'file'>,
  ): Promise<Calls[K]['output']>;
  /** Whether the thread runs. */
  readonly isRunning: boolean;
  /** Ends the thread. */
  end(): Promise<void>;
}

export interface ImagesDeps {
  readonly outputFolder: () => string;
  /** As `process.platform`. */
  readonly platform: string;
  /** Without a call for so long, the thread ends: a page that was closed says nothing. @default 10 minutes */
  readonly idleMs?: number;
}

interface Thread {
  readonly worker: Worker;
  readonly client: Client<ImageContract>;
  /** Calls without an answer. */
  waiting: number;
  idle: NodeJS.Timeout | null;
}

const IDLE_MS = 600_000;

/**
 * Reads images in a thread of their own, so that neither a window nor a download waits for a gigabyte. It starts with
 * the first call, and ends, with all its memory, when nobody has called for a while: the next call starts another one.
 */
export function createImages({
  outputFolder,
  platform,
  idleMs = IDLE_MS,
}: ImagesDeps): ImagesService {
  const names: NameRules = platform === 'win32' ? 'windows' : 'posix';
  let thread: Thread | null = null;

  const start = (): Thread => {
    const worker = new Worker(new URL('./image-worker.ts', import.meta.url), { name: 'images' });
    const client = connect<ImageContract>(workerPipe(worker));
    const started: Thread = { worker, client, waiting: 0, idle: null };
    const died = (why: string): void => {
      if (thread === started) thread = null;
      client.close(
        new AppError('api', `The thread that reads images ended: ${why}. Open the image again.`),
      );
    };
    worker.on('error', (error) => died(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => died(`its code is ${code}`));
    return started;
  };
  const endLater = (one: Thread): void => {
    if (one.waiting > 0) return;
    one.idle = setTimeout(() => {
      if (thread === one) thread = null;
      void one.worker.terminate();
    }, idleMs).unref();
  };

  return {
    async call(name, path, more) {
      const file = join(outputFolder(), ...localNames(path, names));
      thread ??= start();
      const now = thread;
      if (now.idle !== null) clearTimeout(now.idle);
      now.waiting += 1;
      try {
        return await now.client.call(name, { file, ...more });
      } finally {
        now.waiting -= 1;
        endLater(now);
      }
    },
    get isRunning() {
      return thread !== null;
    },
    async end() {
      const last = thread;
      thread = null;
      if (last?.idle) clearTimeout(last.idle);
      await last?.worker.terminate();
    },
  };
}
