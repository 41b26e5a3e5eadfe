import type { WebSocketServer } from 'ws';

const GOING_AWAY = 1001;
const GOODBYE_MS = 1_000;

/** Says goodbye to every page, and ends the sockets of those that don't answer it. */
export async function closeSockets(server: WebSocketServer): Promise<void> {
  const closing = [...server.clients].map(async (socket) => {
    // Not `once` of node:events: that rejects on `error`, which a bad frame causes before its socket closes.
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    const impatience = setTimeout(() => socket.terminate(), GOODBYE_MS);
    try {
      socket.close(GOING_AWAY, 'The server stops.');
      await closed;
    } finally {
      clearTimeout(impatience);
    }
  });
  await Promise.all(closing);
}
