import { once } from 'node:events';
import type { WebSocketServer } from 'ws';

const GOING_AWAY = 1001;
const GOODBYE_MS = 1_000;

/** Says goodbye to every page, and ends the sockets of those that don't answer it. */
export async function closeSockets(server: WebSocketServer): Promise<void> {
  const closing = [...server.clients].map((socket) => {
    const closed = once(socket, 'close');
    socket.close(GOING_AWAY, 'The server stops.');
    const impatience = setTimeout(() => socket.terminate(), GOODBYE_MS);
    return closed.finally(() => clearTimeout(impatience));
  });
  await Promise.all(closing);
}
