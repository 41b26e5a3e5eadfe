import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { type Client, connect, type Pipe, serve, type Server } from './channel.ts';

interface Example {
  readonly calls: {
    readonly add: { readonly input: readonly number[]; readonly output: number };
    readonly fail: { readonly input: null; readonly output: null };
    readonly never: { readonly input: null; readonly output: null };
  };
  readonly events: { readonly tick: number };
}

/** Two ends of a pipe that copies as a thread's port does. */
function pipes(): [Pipe, Pipe] {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const end = (own: number): Pipe => ({
    post(message) {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of listeners[1 - own]!) listener(copy);
      });
    },
    onMessage: (listener) => listeners[own]!.push(listener),
  });
  return [end(0), end(1)];
}

function both(): { client: Client<Example>; server: Server<Example> } {
  const [near, far] = pipes();
  const server = serve<Example>(far, {
    add: async (numbers) => numbers.reduce((sum, number) => sum + number, 0),
    fail: async () => {
      throw new AppError('rate-limited', 'Too fast.', {
        retryAfterMs: 7,
        cause: new Error('with a token'),
      });
    },
    never: () => new Promise(() => undefined),
  });
  return { client: connect<Example>(near), server };
}

describe('a channel', () => {
  it('answers each call with its own answer', async () => {
    const { client } = both();
    const answers = [1, 2, 3].map((number) => client.call('add', [number, 10]));
    expect(await Promise.all(answers)).toEqual([11, 12, 13]);
  });

  it('hands errors on by code, message and wait, and nothing of their cause', async () => {
    const { client } = both();
    const error: unknown = await client.call('fail', null).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'rate-limited', message: 'Too fast.', retryAfterMs: 7 });
    expect((error as AppError).cause).toBeUndefined();
  });

  it('answers a call that does not exist, even one that every object has', async () => {
    const { client } = both();
    for (const name of ['nonsense', 'toString', '__proto__']) {
      await expect(client.call(name as never, null as never)).rejects.toThrow(/There is no call/);
    }
  });

  it('brings events to those who listen, until they stop', async () => {
    const { client, server } = both();
    const heard: number[] = [];
    const off = client.on('tick', (number) => heard.push(number));
    server.emit('tick', 1);
    await client.call('add', []);
    off();
    server.emit('tick', 2);
    await client.call('add', []);
    expect(heard).toEqual([1]);
  });

  it('rejects what is open and what comes later when the other side is gone', async () => {
    const { client } = both();
    const open = client.call('never', null);
    client.close(new AppError('api', 'gone'));
    await expect(open).rejects.toThrow('gone');
    await expect(client.call('add', [])).rejects.toThrow('gone');
  });
});
