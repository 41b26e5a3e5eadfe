import { AppError } from '#shared/errors/app-error.ts';
import { lookMessages } from '../messages/look.ts';
import type { PaintAnswer, PaintCallName, PaintCalls } from './paint-calls.ts';

/** The worker that colours tiles, and keeps their values. */
export interface TilePainter {
  /** Rejects with a sentence if the worker fails. */
  call<Name extends PaintCallName>(
    name: Name,
    input: PaintCalls[Name]['input'],
    transfer?: readonly Transferable[],
  ): Promise<PaintCalls[Name]['output']>;
  /** Ends the worker; calls without an answer never get one. */
  end(): void;
}

/** What is used of a worker. */
export type PaintWorker = Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: AppError) => void;
}

export function startTilePainter(): TilePainter {
  return painterOver(new Worker(new URL('./paint-worker.ts', import.meta.url), { type: 'module' }));
}

/** Calls a worker, and gives each answer to its call. */
export function painterOver(worker: PaintWorker): TilePainter {
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let isBroken = false;
  const broken = (): AppError => new AppError('api', lookMessages.image.painterFailed);
  worker.addEventListener('message', ({ data }: MessageEvent<PaintAnswer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('problem' in data) call?.reject(new AppError('api', data.problem));
    else call?.resolve(data.output as never);
  });
  // Its program could not be loaded: no answer will come.
  worker.addEventListener('error', () => {
    isBroken = true;
    for (const { reject } of waiting.values()) reject(broken());
    waiting.clear();
  });
  return {
    call(name, input, transfer = []) {
      if (isBroken) return Promise.reject(broken());
      const id = nextId;
      nextId += 1;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, name, input }, [...transfer]);
      });
    },
    end: () => worker.terminate(),
  };
}
