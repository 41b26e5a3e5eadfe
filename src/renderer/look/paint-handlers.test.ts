import { describe, expect, it } from 'vitest';
import type { Colouring, Values } from '#shared/image/paint.ts';
import type { PaintCallName, PaintCalls } from './paint-calls.ts';
import { createPaintHandlers, type MakeBitmap } from './paint-handlers.ts';

const COLOURING: Colouring = { limits: { low: 0, high: 10 }, stretch: 'linear', map: 'grey' };
const VALUES: Values = { width: 2, height: 1, values: Float32Array.of(0, 10) };

/** Stands for a bitmap: its pixels. */
const asBitmap: MakeBitmap = async (pixels, width, height) =>
  ({ pixels: [...pixels], width, height }) as never;

/** A worker's handlers, called one after the other. */
function worker(makeBitmap: MakeBitmap = asBitmap) {
  const answerOf = createPaintHandlers(makeBitmap);
  let id = 0;
  return <Name extends PaintCallName>(name: Name, input: PaintCalls[Name]['input']) => {
    id += 1;
    return answerOf({ id, name, input });
  };
}

describe('the worker that colours tiles', () => {
  it('keeps values, and gives them back in colour as a bitmap that changes threads', async () => {
    const call = worker();
    expect(await call('keep', { key: 'a', values: VALUES })).toEqual({
      answer: { id: 1, output: null },
      transfer: [],
    });
    const { answer, transfer } = await call('paint', { key: 'a', colouring: COLOURING });
    const bitmap = { pixels: [0, 0, 0, 255, 255, 255, 255, 255], width: 2, height: 1 };
    expect(answer).toEqual({ id: 2, output: bitmap });
    expect(transfer).toEqual([bitmap]);
  });

  it('answers null for a tile that is not kept, or no more', async () => {
    const call = worker();
    const nothing = { answer: { output: null }, transfer: [] };
    expect(await call('paint', { key: 'a', colouring: COLOURING })).toMatchObject(nothing);
    await call('keep', { key: 'a', values: VALUES });
    await call('keep', { key: 'b', values: VALUES });
    await call('forget', { keys: ['a', 'never kept'] });
    expect(await call('paint', { key: 'a', colouring: COLOURING })).toMatchObject(nothing);
    expect((await call('paint', { key: 'b', colouring: COLOURING })).transfer).toHaveLength(1);
  });

  it('finds the limits of all tiles that are kept of the wanted ones', async () => {
    const call = worker();
    const keys = ['a', 'b', 'not kept'];
    const minMax = { keys, choice: { kind: 'min-max' }, histogram: null } as const;
    expect((await call('limits', minMax)).answer).toMatchObject({ output: null });
    await call('keep', { key: 'a', values: VALUES });
    await call('keep', { key: 'b', values: { ...VALUES, values: Float32Array.of(-3, NaN) } });
    await call('keep', { key: 'c', values: { ...VALUES, values: Float32Array.of(99, 99) } });
    const { answer, transfer } = await call('limits', minMax);
    expect(answer).toMatchObject({ output: { low: -3, high: 10 } });
    expect(transfer).toEqual([]);
  });

  it('answers a call that fails with a sentence, and the next one as before', async () => {
    let isFull = true;
    const call = worker((...pixels) => {
      if (isFull) throw new Error('The bitmap could not be allocated');
      return asBitmap(...pixels);
    });
    await call('keep', { key: 'a', values: VALUES });
    const { answer, transfer } = await call('paint', { key: 'a', colouring: COLOURING });
    expect(answer).toEqual({ id: 2, problem: expect.stringContaining('could not be allocated') });
    expect(transfer).toEqual([]);
    isFull = false;
    expect((await call('paint', { key: 'a', colouring: COLOURING })).transfer).toHaveLength(1);
  });
});
