import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { EngineContract, EngineFolders } from './contract.ts';
import { workerPipe } from './worker-pipe.ts';

type EventName = keyof EngineContract['events'];

/** The engine's calls and events, and what becomes of its thread. */
export interface EngineClient extends Omit<Client<EngineContract>, 'close'> {
  /** Hears why the thread ended, where nobody had asked it to. @returns what ends the subscription */
  onClosed(listener: (why: AppError) => void): () => void;
  /**
   * Begins a new thread where the old one died; subscriptions stay. It knows nothing of what the old one had open.
   * @returns false where nothing has died
   */
  restart(): boolean;
  /**
   * Asks the thread to close, then ends it, whatever it answered: nothing of it keeps the process. Throws AppError
   * where something could not be written at the end.
   */
  end(): Promise<void>;
}

/** The engine's file in a checkout; a bundled host passes its own. */
const WORKER_FILE = new URL('../engine-worker.ts', import.meta.url);

/**
 * The chunks of a download lie outside of V8's heap, which therefore sees no reason to collect them: with its usual young
 * generation some 60 MB more of them lie about at full speed. A small one fills up sooner, and takes them along.
 */
const YOUNG_MB = 2;

/** More than any thread lives to make. */
const LISTINGS_A_THREAD = 1_000_000;

interface Thread {
  readonly worker: Worker;
  readonly client: Client<EngineContract>;
  isDead: boolean;
}

/**
 * Starts the engine in a thread of its own. If that thread dies, every open and later call rejects with an
 * AppError; what was downloaded is safe, and the next start goes on.
 */
export function startEngine(folders: EngineFolders, workerFile: URL = WORKER_FILE): EngineClient {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const closedListeners = new Set<(why: AppError) => void>();
  let isEnding = false;
  let begunThreads = 0;
  let thread = begin();

  function begin(): Thread {
    const worker = new Worker(workerFile, {
      workerData: { ...folders, listingsAfter: begunThreads * LISTINGS_A_THREAD },
      name: 'engine',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    begunThreads += 1;
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
      'Files and blocks that were finished are kept; start again to go on.',
    { cause },
  );
}
