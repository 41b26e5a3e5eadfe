import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { EngineContract } from './contract.ts';
import type { EngineFolders } from './part.ts';
import { workerPipe } from './worker-pipe.ts';

type EventName = keyof EngineContract['events'];

/** The engine's calls and events, and control of its thread. */
export interface EngineClient extends Omit<Client<EngineContract>, 'close'> {
  /** Reports why the thread ended unexpectedly. @returns a function that ends the subscription */
  onClosed(listener: (why: AppError) => void): () => void;
  /**
   * Starts a new thread after the old one died; subscriptions stay. The new thread has no connection and no open queue.
   * @returns false if the thread is running
   */
  restart(): boolean;
  /**
   * Asks the thread to close, and then ends it in any case, so that it does not keep the process running. Throws AppError
   * if pending state could not be written.
   */
  end(): Promise<void>;
}

/** The engine's file in a checkout; a bundled host passes its own. */
const WORKER_FILE = new URL('../engine-worker.ts', import.meta.url);

/**
 * The chunks of a download are outside of V8's heap, so V8 sees no reason to collect them: with the default young
 * generation, about 60 MB of garbage remain at full speed. A small one fills up sooner, and frees them.
 */
const MAX_YOUNG_MB = 2;

/** More listings than any thread creates. */
const MAX_LISTINGS_PER_THREAD = 1_000_000;

interface Thread {
  readonly worker: Worker;
  readonly client: Client<EngineContract>;
  isDead: boolean;
}

/**
 * Starts the engine in a separate thread. If that thread dies, every pending and later call rejects with an AppError;
 * downloaded files are safe, and the next start continues.
 */
export function startEngine(folders: EngineFolders, workerFile: URL = WORKER_FILE): EngineClient {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const closedListeners = new Set<(why: AppError) => void>();
  let isEnding = false;
  let startedThreads = 0;
  let thread = begin();

  function begin(): Thread {
    const worker = new Worker(workerFile, {
      workerData: { ...folders, listingsAfter: startedThreads * MAX_LISTINGS_PER_THREAD },
      name: 'engine',
      resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    });
    startedThreads += 1;
    const begun: Thread = {
      worker,
      client: connect<EngineContract>(workerPipe(worker)),
      isDead: false,
    };
    const died = (why: AppError): void => {
      if (begun.isDead) return;
      begun.isDead = true;
      begun.client.close(why);
      if (isEnding) return;
      for (const listener of closedListeners) listener(why);
    };
    worker.on('error', (error: unknown) => {
      died(stoppedBy(error instanceof Error ? error.message : String(error), error));
    });
    worker.on('exit', (code) => {
      died(
        isEnding
          ? new AppError('cancelled', 'The download engine has ended.')
          : stoppedBy(`its thread ended with code ${code}`),
      );
    });
    for (const name of listeners.keys()) forward(begun, name);
    return begun;
  }

  function forward(from: Thread, name: EventName): void {
    from.client.on(name, (payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    });
  }

  return {
    call: (name, input) => thread.client.call(name, input),
    on(name, listener) {
      let heard = listeners.get(name);
      if (heard === undefined) {
        heard = new Set();
        listeners.set(name, heard);
        forward(thread, name);
      }
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onClosed(listener) {
      closedListeners.add(listener);
      return () => closedListeners.delete(listener);
    },
    restart() {
      if (!thread.isDead || isEnding) return false;
      thread = begin();
      return true;
    },
    async end() {
      isEnding = true;
      if (thread.isDead) return;
      try {
        await thread.client.call('close', null);
      } finally {
        await thread.worker.terminate();
      }
    },
  };
}

function stoppedBy(words: string, cause?: unknown): AppError {
  return new AppError(
    'api',
    `The download engine stopped: ${words.replace(/[.]$/, '')}. ` +
      'Finished files and blocks are kept; start again to continue.',
    { cause },
  );
}
