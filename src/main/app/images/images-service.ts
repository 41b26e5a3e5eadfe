import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { workerPipe } from '#main/engine/contract/worker-pipe.ts';
import { localNames, type NameRules } from '#shared/downloads/local-name.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { openCounts } from './open-counts.ts';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { ImageContract } from './image-calls.ts';

type Calls = ImageContract['calls'];

/** Calls about an image that one viewer looks at. */
type ViewerCall = 'open' | 'tile' | 'value' | 'histogram' | 'close';

/** Images on this disk as one page looks at them: what another page opens or closes changes nothing here. */
export interface ImageViewer {
  /**
   * @param path of the survey, below the output folder. Throws AppError `name-refused` for one that leads out of it, and
   * `cancelled` for a call after the image was closed as often as it was opened
   */
  call<K extends ViewerCall>(
    name: K,
    path: string,
    more: Omit<Calls[K]['input'], 'file' | 'viewer'>,
  ): Promise<Calls[K]['output']>;
  /** Closes all images of this viewer. */
  close(): void;
}

/** Looks at images on this disk. */
export interface ImagesService {
  viewer(): ImageViewer;
  /** Reads a cutout from disk as a page draws it. Throws AppError for a file that is gone or no image. */
  stamp(file: string, source: SkyPosition): Promise<Stamp>;
  /** Whether the thread runs. */
  readonly isRunning: boolean;
  /** Ends the thread. */
  end(): Promise<void>;
}

export interface ImagesDeps {
  readonly outputFolder: () => string;
  /** As `process.platform`. */
  readonly platform: string;
  /** Without a call for so long, the thread ends: a page may show something else for long. @default 10 minutes */
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

  const call = async <K extends keyof Calls>(
    name: K,
    input: Calls[K]['input'],
  ): Promise<Calls[K]['output']> => {
    thread ??= start();
    const now = thread;
    if (now.idle !== null) clearTimeout(now.idle);
    now.waiting += 1;
    try {
      return await now.client.call(name, input);
    } finally {
      now.waiting -= 1;
      endLater(now);
    }
  };
  let viewers = 0;

  return {
    viewer() {
      viewers += 1;
      const viewer = viewers;
      const counts = openCounts();
      return {
        async call(name, path, more) {
          const file = join(outputFolder(), ...localNames(path, names));
          if (name === 'open') counts.open(file);
          else if (name === 'close' && !counts.close(file)) return null;
          else if (name !== 'close' && counts.isClosed(file)) throw closed();
          return await call(name, { viewer, file, ...more });
        },
        close() {
          // A thread that has ended has nothing open.
          if (thread !== null) call('leave', { viewer }).catch(() => undefined);
        },
      };
    },
    stamp: (file, source) => call('stamp', { file, source }),
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

function closed(): AppError {
  return new AppError('cancelled', 'The image was closed.');
}
