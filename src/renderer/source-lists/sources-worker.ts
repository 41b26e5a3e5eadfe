import { errorCode } from '#shared/errors/app-error.ts';
import { sourceListMessages } from '../messages/source-lists.ts';
import type { WorkerAnswer, WorkerCallName, WorkerRequest } from './worker-calls.ts';
import { WORKER_HANDLERS } from './worker-handlers.ts';

/** The part of a worker's global scope that is used here; the library for windows has another one. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
  postMessage(answer: WorkerAnswer, transfer: readonly ArrayBuffer[]): void;
}

const scope = globalThis as unknown as WorkerScope;

type AnyHandler = (input: unknown) => ReturnType<(typeof WORKER_HANDLERS)[WorkerCallName]>;

async function answer({ id, name, input }: WorkerRequest): Promise<void> {
  try {
    const [output, transfer] = await (WORKER_HANDLERS[name] as AnyHandler)(input);
    scope.postMessage({ id, output }, transfer);
  } catch (error) {
    const code = errorCode(error);
    const message = code === 'api' ? sourceListMessages.workerFailed : (error as Error).message;
    scope.postMessage({ id, error: { code, message } }, []);
  }
}

scope.addEventListener('message', ({ data }) => void answer(data));
