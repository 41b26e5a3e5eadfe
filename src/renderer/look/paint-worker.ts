import { limitsOf } from '#shared/image/find-limits.ts';
import { createPainter, type Values } from '#shared/image/paint.ts';
import type { PaintAnswer, PaintCallName, PaintCalls, PaintRequest } from './paint-calls.ts';

/** The part of a worker's global scope that is used here; the library for windows has another one. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<PaintRequest>) => void): void;
  postMessage(answer: PaintAnswer, transfer: readonly Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const kept = new Map<string, Values>();

type Handlers = {
  readonly [Name in PaintCallName]: (
    input: PaintCalls[Name]['input'],
  ) => Promise<PaintCalls[Name]['output']>;
};

const HANDLERS: Handlers = {
  async keep({ key, values }) {
    kept.set(key, values);
    return null;
  },
  async paint({ key, colouring }) {
    const values = kept.get(key);
    if (values === undefined) return null;
    const pixels = createPainter(colouring).paint(values);
    return await createImageBitmap(new ImageData(pixels, values.width, values.height));
  },
  async limits({ keys, choice, histogram }) {
    const parts = keys.flatMap((key) => kept.get(key)?.values ?? []);
    const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return limitsOf(all, choice, histogram);
  },
  async forget({ keys }) {
    for (const key of keys) kept.delete(key);
    return null;
  },
};

type AnyHandler = (input: unknown) => Promise<PaintAnswer['output']>;

scope.addEventListener('message', ({ data: { id, name, input } }) => {
  void (HANDLERS[name] as AnyHandler)(input).then((output) => {
    scope.postMessage({ id, output }, output instanceof ImageBitmap ? [output] : []);
  });
});
