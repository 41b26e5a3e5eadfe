import type { PaintAnswer, PaintRequest } from './paint-calls.ts';
import { createPaintHandlers } from './paint-handlers.ts';

/** The part of a worker's global scope that is used here; the library for windows has another one. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<PaintRequest>) => void): void;
  postMessage(answer: PaintAnswer, transfer: readonly Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const answerOf = createPaintHandlers((pixels, width, height) =>
  createImageBitmap(new ImageData(pixels, width, height)),
);

scope.addEventListener('message', ({ data }) => {
  void answerOf(data).then(({ answer, transfer }) => scope.postMessage(answer, transfer));
});
