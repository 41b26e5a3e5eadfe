import { createStore } from 'zustand/vanilla';
import { AppError } from '#shared/errors/app-error.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { MAX_MESSAGE_BYTES } from '#shared/ipc/limits.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { Api, Link } from './api.ts';
import { transportMessages } from '../messages/transport.ts';

type EventName = keyof AppContract['events'];
type Listener = (payload: never) => void;

const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 5_000;

/**
 * Main over a WebSocket, which reconnects whenever it closes. Calls that are open when it closes are rejected, because
 * nobody knows whether main received them. Calls while it is lost are rejected immediately; only before the first
 * connection do they wait. Listeners stay registered.
 *
 * @param isUnknown called each time the socket has closed: whether a server answers that will never accept this page;
 *   rejects if no server answers
 */
export function openSocketLink(url: string, isUnknown: () => Promise<boolean>): Api {
  const link = createStore<Link>(() => ({ state: 'opening', reconnections: 0 }));
  const listeners = new Map<EventName, Set<Listener>>();
  const opened = Promise.withResolvers<void>();
  // Without a call before the first connection, nothing handles this rejection.
  opened.promise.catch(() => {});
  let client: Client<AppContract> | null = null;
  let delayMs = FIRST_DELAY_MS;

  const open = (): void => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      delayMs = FIRST_DELAY_MS;
      client = clientOver(socket);
      for (const [name, of] of listeners) forward(client, name, of);
      link.setState(({ state, reconnections }) => ({
        state: 'open',
        reconnections: state === 'opening' ? 0 : reconnections + 1,
      }));
      opened.resolve();
    });
    socket.addEventListener('close', () => {
      client?.close(lost());
      client = null;
      opened.reject(lost());
      if (link.getState().state !== 'unknown') link.setState({ state: 'lost' });
      isUnknown().then(
        (is) => is && client === null && link.setState({ state: 'unknown' }),
        () => {},
      );
      setTimeout(open, delayMs);
      delayMs = Math.min(delayMs * 2, MAX_DELAY_MS);
    });
  };

  open();
  return {
    link,
    async call(name, input) {
      if (link.getState().state === 'opening') await opened.promise;
      if (client === null) throw lost();
      return client.call(name, input);
    },
    on(name, listener) {
      let of = listeners.get(name);
      if (of === undefined) {
        of = new Set();
        listeners.set(name, of);
        if (client !== null) forward(client, name, of);
      }
      of.add(listener);
      return () => of.delete(listener);
    },
  };
}

function clientOver(socket: WebSocket): Client<AppContract> {
  return connect<AppContract>({
    post(message) {
      const bytes = encodeMessage(message);
      if (bytes.length > MAX_MESSAGE_BYTES) throw tooLong(bytes.length);
      socket.send(bytes);
    },
    onMessage: (listener) =>
      socket.addEventListener('message', ({ data }) => listener(decodeMessage(data))),
  });
}

function forward(
  client: Client<AppContract>,
  name: EventName,
  listeners: ReadonlySet<Listener>,
): void {
  client.on(name, (payload) => {
    for (const listener of listeners) listener(payload as never);
  });
}

/** Refused here, because the server would close the socket, and the user would only see a lost connection. */
function tooLong(bytes: number): AppError {
  return new AppError(
    'bad-input',
    transportMessages.tooLong(formatBytes(bytes), formatBytes(MAX_MESSAGE_BYTES)),
  );
}

function lost(): AppError {
  return new AppError('network', transportMessages.lost);
}
