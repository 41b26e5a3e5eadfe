import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { type Client, connect, type Handlers, type Pipe, serve, type Server } from './channel.ts';

interface Example {
  readonly calls: {
    readonly add: { readonly input: readonly number[]; readonly output: number };
    readonly fail: { readonly input: null; readonly output: null };
    readonly never: { readonly input: null; readonly output: null };
    readonly echo: { readonly input: unknown; readonly output: unknown };
    readonly unsendable: { readonly input: null; readonly output: unknown };
  };
  readonly events: { readonly tick: unknown };
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

interface Both {
  readonly client: Client<Example>;
  readonly server: Server<Example>;
  /** Names of what the pipe refused. */
  readonly refused: string[];
}

function both(): Both {
  const [near, far] = pipes();
  const refused: string[] = [];
  const handlers: Handlers<Example> = {
    add: async (numbers) => numbers.reduce((sum, number) => sum + number, 0),
    fail: async () => {
      throw new AppError('rate-limited', 'Too fast.', {
        retryAfterMs: 7,
        field: 'link',
        cause: new Error('with a token'),
      });
    },
    never: () => new Promise(() => undefined),
    echo: async (input) => input,
    unsendable: async () => ({ run: () => undefined }),
  };
  const server = serve<Example>(far, handlers, (name) => refused.push(name));
  return { client: connect<Example>(near), server, refused };
}

describe('a channel', () => {
  it('answers each call with its own answer', async () => {
    const { client } = both();
    const answers = [1, 2, 3].map((number) => client.call('add', [number, 10]));
    expect(await Promise.all(answers)).toEqual([11, 12, 13]);
  });

  it('hands errors on by code, message, wait and field, and nothing of their cause', async () => {
    const { client } = both();
    const error: unknown = await client.call('fail', null).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    const expected = { code: 'rate-limited', message: 'Too fast.', retryAfterMs: 7, field: 'link' };
    expect(error).toMatchObject(expected);
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
    const heard: unknown[] = [];
    const off = client.on('tick', (number) => heard.push(number));
    server.emit('tick', 1);
    await client.call('add', []);
    off();
    server.emit('tick', 2);
    await client.call('add', []);
    expect(heard).toEqual([1]);
  });

  it('answers with a failure if the answer cannot be sent, and keeps working', async () => {
    const { client, refused } = both();
    await expect(client.call('unsendable', null)).rejects.toThrow(
      'The answer to unsendable could not be sent',
    );
    expect(refused).toEqual(['unsendable']);
    expect(await client.call('add', [1])).toBe(1);
  });

  it('passes over an event that cannot be sent', async () => {
    const { client, server, refused } = both();
    const heard: unknown[] = [];
    client.on('tick', (payload) => heard.push(payload));
    server.emit('tick', () => undefined);
    server.emit('tick', 2);
    await client.call('add', []);
    expect([heard, refused]).toEqual([[2], ['tick']]);
  });

  it('rejects a call that cannot be sent, and answers the next', async () => {
    const { client } = both();
    // Not async: what `call` throws by itself would not be a rejection.
    const call = (): Promise<unknown> => client.call('echo', () => undefined);
    await expect(call()).rejects.toThrow(/^echo could not be sent: .* could not be cloned/);
    expect(await client.call('echo', 'x')).toBe('x');
  });

  it('rejects what is open and what comes later when the other side is gone', async () => {
    const { client } = both();
    const open = client.call('never', null);
    client.close(new AppError('api', 'gone'));
    await expect(open).rejects.toThrow('gone');
    await expect(client.call('add', [])).rejects.toThrow('gone');
  });
});
