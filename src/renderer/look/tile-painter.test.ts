import { describe, expect, it } from 'vitest';
import type { PaintAnswer, PaintRequest } from './paint-calls.ts';
import { painterOver, type PaintWorker } from './tile-painter.ts';

/** A worker that answers when the test says so. */
function fakeWorker() {
  const listeners = new Map<string, (event: unknown) => void>();
  const sent: { readonly request: PaintRequest; readonly transfer: readonly Transferable[] }[] = [];
  const worker = {
    addEventListener: (type: string, listener: (event: unknown) => void) =>
      void listeners.set(type, listener),
    postMessage: (request: PaintRequest, transfer: readonly Transferable[]) =>
      void sent.push({ request, transfer }),
    terminate: () => undefined,
  } as unknown as PaintWorker;
  return {
    painter: painterOver(worker),
    sent,
    answer: (data: PaintAnswer) => listeners.get('message')!({ data }),
    breakDown: () => listeners.get('error')!({}),
  };
}

describe('calls of the worker that colours tiles', () => {
  it('get the answers of their own, in whatever order these come', async () => {
    const { painter, sent, answer } = fakeWorker();
    const values = { width: 1, height: 1, values: Float32Array.of(1) };
    const kept = painter.call('keep', { key: 'a', values }, [values.values.buffer]);
    const limits = painter.call('limits', {
      keys: ['a'],
      choice: { kind: 'zscale' },
      histogram: null,
    });
    expect(sent.map(({ request }) => request.name)).toEqual(['keep', 'limits']);
    expect(sent.map(({ transfer }) => transfer)).toEqual([[values.values.buffer], []]);
    const [first, second] = sent.map(({ request }) => request.id);
    answer({ id: second!, output: { low: 1, high: 2 } });
    answer({ id: first!, output: null });
    expect(await limits).toEqual({ low: 1, high: 2 });
    expect(await kept).toBeNull();
  });

  it('fail with the sentence of the worker', async () => {
    const { painter, sent, answer } = fakeWorker();
    const call = painter.call('forget', { keys: [] });
    answer({ id: sent[0]!.request.id, problem: 'No memory.' });
    await expect(call).rejects.toMatchObject({ code: 'api', message: 'No memory.' });
  });

  it('all fail where it can’t start, also later ones', async () => {
    const { painter, sent, breakDown } = fakeWorker();
    const before = painter.call('forget', { keys: [] });
    breakDown();
    await expect(before).rejects.toThrow('could not start');
    await expect(painter.call('forget', { keys: [] })).rejects.toThrow('could not start');
    expect(sent).toHaveLength(1);
  });
});
