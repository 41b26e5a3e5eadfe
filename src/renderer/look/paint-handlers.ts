import { limitsOf } from '#shared/image/find-limits.ts';
import { createPainter, type Values } from '#shared/image/paint.ts';
import { messageOf } from '../transport/message-of.ts';
import type { PaintAnswer, PaintCallName, PaintCalls, PaintRequest } from './paint-calls.ts';

/** Makes a bitmap of RGBA pixels, the top row first. */
export type MakeBitmap = (
  pixels: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
) => Promise<ImageBitmap>;

/** An answer, and what of it changes threads. */
interface Answered {
  readonly answer: PaintAnswer;
  readonly transfer: readonly Transferable[];
}

type Handlers = {
  readonly [Name in PaintCallName]: (
    input: PaintCalls[Name]['input'],
  ) => Promise<PaintCalls[Name]['output']>;
};

type AnyHandler = (input: unknown) => Promise<PaintCalls[PaintCallName]['output']>;

/** Answers the calls of a worker that colours tiles. Every call gets an answer, also one that fails. */
export function createPaintHandlers(
  makeBitmap: MakeBitmap,
): (request: PaintRequest) => Promise<Answered> {
  const handlers = handlersOf(makeBitmap);
  return async ({ id, name, input }) => {
    try {
      const output = await (handlers[name] as AnyHandler)(input);
      const isBitmap = name === 'paint' && output !== null;
      return { answer: { id, output }, transfer: isBitmap ? [output as ImageBitmap] : [] };
    } catch (error) {
      return { answer: { id, problem: messageOf(error) }, transfer: [] };
    }
  };
}

function handlersOf(makeBitmap: MakeBitmap): Handlers {
  const kept = new Map<string, Values>();
  return {
    async keep({ key, values }) {
      kept.set(key, values);
      return null;
    },
    async paint({ key, colouring }) {
      const values = kept.get(key);
      if (values === undefined) return null;
      const pixels = createPainter(colouring).paint(values);
      return await makeBitmap(pixels, values.width, values.height);
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
}
