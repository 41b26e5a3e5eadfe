import { createStore } from 'zustand/vanilla';
import { AppError } from '#shared/errors/app-error.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { Api, LinkState } from './api.ts';

type Events = AppContract['events'];
type EventName = keyof Events;
type Listener = (payload: never) => void;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/**
 * Main over a WebSocket that is opened again whenever it closes. What was asked when it closed is rejected, because
 * nobody knows whether it was done; what is asked while it is closed is rejected at once. Listeners stay.
 */
export function openSocketLink(url: string): Api {
  const link = createStore<{ readonly state: LinkState }>(() => ({ state: 'opening' }));
  const listeners = new Map<EventName, Set<Listener>>();
  let client: Client<AppContract> | null = null;
  let delayMs = FIRST_DELAY_MS;
  let opened = Promise.withResolvers<void>();

  const open = (): void => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      delayMs = FIRST_DELAY_MS;
      client = clientOver(socket);
      link.setState({ state: 'open' });
      opened.resolve();
    });
    socket.addEventListener('close', () => {
      client?.close(lost());
      client = null;
      // The first opening may take a while; only a server that was there before is lost.
      if (link.getState().state === 'open') {
        opened = Promise.withResolvers();
        link.setState({ state: 'lost' });
      }
      setTimeout(open, delayMs);
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    });
  };

  const clientOver = (socket: WebSocket): Client<AppContract> => {
    const fresh = connect<AppContract>({
      post: (message) => socket.send(encodeMessage(message)),
      onMessage: (listener) =>
        socket.addEventListener('message', ({ data }) => listener(decodeMessage(data))),
    });
    for (const [name, of] of listeners) {
      fresh.on(name, (payload) => {
        for (const listener of of) listener(payload as never);
      });
    }
    return fresh;
  };

  open();
  return {
    link,
    async call(name, input) {
      if (client === null) {
        if (link.getState().state === 'lost') throw lost();
        await opened.promise;
      }
      return client!.call(name, input);
    },
    on(name, listener) {
      const of = listeners.get(name);
      if (of !== undefined) of.add(listener);
      else {
        const fresh = new Set([listener as Listener]);
        listeners.set(name, fresh);
        client?.on(name, (payload) => {
          for (const each of fresh) each(payload as never);
        });
      }
      return () => listeners.get(name)?.delete(listener);
    },
  };
}

function lost(): AppError {
  return new AppError(
    'network',
    'The connection to the server is lost. It is tried again; then ask once more.',
  );
}
