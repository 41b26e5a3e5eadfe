import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardPipe } from './guard-pipe.ts';

function guarded(post: (message: unknown) => void = () => undefined) {
  const listeners: ((message: unknown) => void)[] = [];
  const heard: unknown[] = [];
  const guard = guardPipe({ post, onMessage: (listener) => listeners.push(listener) });
  guard.pipe.onMessage((message) => heard.push(message));
  const send = (message: unknown): void => {
    for (const listener of listeners) listener(message);
  };
  return { ...guard, heard, send };
}

describe('a guarded pipe', () => {
  it('passes calls on, and drops everything else without a crash', () => {
    const { heard, send } = guarded();
    fc.assert(fc.property(fc.anything(), (message) => send(message)));
    send({ kind: 'answer', id: 1, output: null });
    send({ kind: 'call', id: -1, name: 'app.info', input: null });
    send({ kind: 'call', id: 1, name: 7, input: null });
    expect(heard).toEqual([]);
    send({ kind: 'call', id: 1, name: 'app.info', input: null, more: 'x' });
    expect(heard).toEqual([{ kind: 'call', id: 1, name: 'app.info', input: null }]);
  });

  it('notifies the sender of a message that cannot be carried', () => {
    const broken = guarded(() => {
      throw new Error('An object could not be cloned.');
    });
    expect(() => broken.pipe.post(1)).toThrow('could not be cloned');
    broken.end();
    expect(() => broken.pipe.post(1)).not.toThrow();
  });

  it('is silent both ways once it has ended', () => {
    const posted: unknown[] = [];
    const open = guarded((message) => posted.push(message));
    open.pipe.post(1);
    open.end();
    open.pipe.post(2);
    open.send({ kind: 'call', id: 1, name: 'app.info', input: null });
    expect([posted, open.heard]).toEqual([[1], []]);
  });
});
