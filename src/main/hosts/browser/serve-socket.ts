import { WebSocket } from 'ws';
import type { WindowApp } from '#main/app/window-app.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';

/** Codes of RFC 6455, section 7.4.1. */
const CLOSE = { unsupported: 1003, badMessage: 1007 } as const;

/** More than any listing takes: a page that falls this far behind reconnects and gets new snapshots. */
const MAX_UNSENT_BYTES = 256 * 1024 * 1024;

/**
 * Serves the app to the page at the other end of a socket until it closes. An error ends only this socket:
 * the page opens another and requests everything again.
 */
export function serveSocket(socket: WebSocket, app: Pick<WindowApp, 'attach'>): void {
  let listener: ((message: unknown) => void) | null = null;
  socket.binaryType = 'arraybuffer';
  // It closes by itself after an error; without a listener the error would be thrown.
  socket.on('error', () => undefined);
  socket.on('message', (data, isBinary) => {
    if (!isBinary) {
      socket.close(CLOSE.unsupported, 'Messages are binary.');
      return;
    }
    try {
      listener?.(decodeMessage(data as ArrayBuffer));
    } catch {
      socket.close(CLOSE.badMessage, 'This is no message.');
    }
  });
  const detach = app.attach({
    post: (message) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > MAX_UNSENT_BYTES) {
        socket.terminate();
        return;
      }
      socket.send(encodeMessage(message));
    },
    onMessage: (next) => {
      listener = next;
    },
  });
  socket.on('close', () => {
    listener = null;
    detach();
  });
}
