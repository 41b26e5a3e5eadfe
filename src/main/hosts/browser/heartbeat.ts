import type { WebSocket, WebSocketServer } from 'ws';

/** Longer than a network's hiccup, shorter than the time after which firewalls forget an idle connection. */
const BEAT_MS = 30_000;

/**
 * Ends sockets whose other side hasn't answered for a whole beat: a tunnel that broke says no goodbye.
 *
 * @returns what ends it
 */
export function startHeartbeat(server: WebSocketServer, beatMs: number = BEAT_MS): () => void {
  const asked = new WeakSet<WebSocket>();
  server.on('connection', (socket) => {
    socket.on('pong', () => asked.delete(socket));
  });
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (asked.has(socket)) socket.terminate();
      else {
        asked.add(socket);
        socket.ping();
      }
    }
  }, beatMs);
  return () => clearInterval(timer);
}
