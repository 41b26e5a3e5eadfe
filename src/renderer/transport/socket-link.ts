import { createStore } from 'zustand/vanilla';
import { AppError } from '#shared/errors/app-error.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { MAX_MESSAGE_BYTES } from '#shared/ipc/limits.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import type { Api, Link } from './api.ts';

type EventName = keyof AppContract['events'];
type Listener = (payload: never) => void;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/**
 * Main over a WebSocket that is opened again whenever it closes. What was asked when it closed is rejected, because
 * nobody knows whether it was done; what is asked while it is lost is rejected at once, and only at the very start
 * is it kept until the socket opens. Listeners stay through all of that.
 *
 * @param isUnknown asked each time the socket has closed: whether somebody answers there who will never let this page in;
 *   rejects where nobody answers
 */
export function openSocketLink(url: string, isUnknown: () => Promise<boolean>): Api {
  const link = createStore<Link>(() => ({ state: 'opening', reconnections: 0 }));
  const listeners = new Map<EventName, Set<Listener>>();
  const opened = Promise.withResolvers<void>();
  // Nobody may have asked anything yet.
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
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
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

/** The server would close the socket, and the user would read that the connection is lost. */
function tooLong(bytes: number): AppError {
  return new AppError(
    'bad-input',
    `This is too much to send to the server at once: ${formatBytes(bytes)} of ${formatBytes(MAX_MESSAGE_BYTES)}. Split it into smaller files.`,
  );
}

function lost(): AppError {
  return new AppError(
    'network',
    'The connection to the server is lost. It is tried again; then ask once more.',
  );
}
