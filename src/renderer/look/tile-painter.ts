import type { PaintAnswer, PaintCallName, PaintCalls } from './paint-calls.ts';

/** The worker that colours tiles, and keeps their values. */
export interface TilePainter {
  call<Name extends PaintCallName>(
    name: Name,
    input: PaintCalls[Name]['input'],
    transfer?: readonly Transferable[],
  ): Promise<PaintCalls[Name]['output']>;
  /** Ends the worker; calls without an answer never get one. */
  end(): void;
}

export function startTilePainter(): TilePainter {
  const worker = new Worker(new URL('./paint-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (output: never) => void>();
  let nextId = 0;
  worker.addEventListener('message', ({ data: { id, output } }: MessageEvent<PaintAnswer>) => {
    waiting.get(id)?.(output as never);
    waiting.delete(id);
  });
  return {
    call(name, input, transfer = []) {
      const id = nextId;
      nextId += 1;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage({ id, name, input }, [...transfer]);
      });
    },
    end: () => worker.terminate(),
  };
}
