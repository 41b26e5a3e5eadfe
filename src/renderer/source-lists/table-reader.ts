import { AppError } from '#shared/errors/app-error.ts';
import { sourceListMessages } from '../messages/source-lists.ts';
import type { WorkerAnswer, WorkerCallName, WorkerCalls, WorkerRequest } from './worker-calls.ts';

/** The window's end of the worker that reads tables. */
export interface TableReader {
  /** Rejects with AppError. `transfer` are buffers of the input that the window gives away. */
  call<Name extends WorkerCallName>(
    name: Name,
    input: WorkerCalls[Name]['input'],
    transfer?: readonly ArrayBuffer[],
  ): Promise<WorkerCalls[Name]['output']>;
}

/** Starts a worker, and reports its answers, and its death. */
export type StartWorker = (
  onAnswer: (answer: WorkerAnswer) => void,
  onDeath: () => void,
) => WorkerHandle;

export interface WorkerHandle {
  post(request: WorkerRequest, transfer: readonly ArrayBuffer[]): void;
}

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: AppError) => void;
}

/** Starts the worker with the first call, and another one after it has died, as of a table that needs too much memory. */
export function createTableReader(start: StartWorker): TableReader {
  let worker: WorkerHandle | null = null;
  let calls = 0;
  const waiting = new Map<number, Waiting>();
  const onAnswer = (answer: WorkerAnswer): void => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) call?.reject(new AppError(answer.error.code, answer.error.message));
    else call?.resolve(answer.output as never);
  };
  const onDeath = (): void => {
    worker = null;
    const failed = [...waiting.values()];
    waiting.clear();
    for (const { reject } of failed) {
      reject(new AppError('bad-input', sourceListMessages.workerFailed));
    }
  };
  return {
    call: (name, input, transfer = []) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        worker ??= start(onAnswer, onDeath);
        worker.post({ id: calls, name, input }, transfer);
      }),
  };
}

export const startSourcesWorker: StartWorker = (onAnswer, onDeath) => {
  const worker = new Worker(new URL('./sources-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => onAnswer(data));
  worker.addEventListener('error', () => {
    worker.terminate();
    onDeath();
  });
  return { post: (request, transfer) => worker.postMessage(request, [...transfer]) };
};
