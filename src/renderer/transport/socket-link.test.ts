import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { MAX_MESSAGE_BYTES } from '#shared/ipc/limits.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { openSocketLink } from './socket-link.ts';

interface Call {
  readonly id: number;
  readonly name: string;
}

const servers: WebSocketServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const socket of server.clients) socket.terminate();
    server.close();
  }
});

/** A server that answers `app.showLog`, never answers `app.info`, and can drop its page. */
async function serve(port = 0) {
  const server = new WebSocketServer({ port, host: '127.0.0.1' });
  servers.push(server);
  const asked = Promise.withResolvers<void>();
  server.on('connection', (socket) => {
    socket.binaryType = 'arraybuffer';
    socket.on('message', (data) => {
      const { id, name } = decodeMessage(data as ArrayBuffer) as Call;
      if (name === 'app.showLog') socket.send(encodeMessage({ kind: 'answer', id, output: null }));
      else asked.resolve();
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked: asked.promise,
    drop: () => {
      for (const socket of server.clients) socket.terminate();
    },
    emit: (payload: unknown) => {
      for (const socket of server.clients) {
        socket.send(encodeMessage({ kind: 'event', name: 'catalogue.onDiskChanged', payload }));
      }
    },
  };
}

const isKnown = async (): Promise<boolean> => false;

describe('The socket to a server', () => {
  it('keeps calls that are made before it is open', async () => {
    const { port } = await serve();
    const api = openSocketLink(`ws://127.0.0.1:${port}`, isKnown);
    expect(api.link.getState().state).toBe('opening');
    expect(await api.call('app.showLog', null)).toBeNull();
    expect(api.link.getState()).toEqual({ state: 'open', reconnections: 0 });
  });

  it('rejects open calls when it is lost, reconnects, and keeps its listeners', async () => {
    const server = await serve();
    const api = openSocketLink(`ws://127.0.0.1:${server.port}`, isKnown);
    const heard: number[] = [];
    const next = Promise.withResolvers<void>();
    api.on('catalogue.onDiskChanged', ({ revision }) => {
      heard.push(revision);
      next.resolve();
    });
    const underWay = api.call('app.info', null);
    await server.asked;
    const isBack = new Promise<void>((resolve) => {
      api.link.subscribe(({ state }, before) => {
        if (state === 'open' && before.state === 'lost') resolve();
      });
    });
    server.drop();
    await expect(underWay).rejects.toMatchObject({ code: 'network' });
    await expect(api.call('app.showLog', null)).rejects.toMatchObject({ code: 'network' });
    await isBack;
    server.emit({ revision: 7 });
    await next.promise;
    expect(heard).toEqual([7]);
    expect(await api.call('app.showLog', null)).toBeNull();
  });

  it('reports a server that does not accept it, and keeps trying', async () => {
    const server = await serve();
    const api = openSocketLink(`ws://127.0.0.1:${server.port}`, async () => true);
    await api.call('app.showLog', null);
    const states: string[] = [];
    const isBack = new Promise<void>((resolve) => {
      api.link.subscribe(({ state }) => {
        states.push(state);
        if (state === 'open') resolve();
      });
    });
    server.drop();
    await isBack;
    expect(states).toEqual(['lost', 'unknown', 'open']);
    expect(api.link.getState().reconnections).toBe(1);
  });

  it('refuses a message that is too long for the server, and stays open', async () => {
    const { port } = await serve();
    const api = openSocketLink(`ws://127.0.0.1:${port}`, isKnown);
    const text = '\u0001'.repeat(MAX_MESSAGE_BYTES / 4);
    await expect(api.call('inputs.parse', { name: 'x', text })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('too much to send to the server at once'),
    });
    expect(await api.call('app.showLog', null)).toBeNull();
  });

  it('is lost if no server answers at the start', async () => {
    const { port } = await serve();
    servers.splice(0).forEach((server) => server.close());
    const api = openSocketLink(`ws://127.0.0.1:${port}`, isKnown);
    await expect(api.call('app.showLog', null)).rejects.toMatchObject({ code: 'network' });
    expect(api.link.getState().state).toBe('lost');
  });
});
