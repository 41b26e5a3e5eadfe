import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** Answers each request on a connection as a test says, byte by byte if need be. */
export interface RawServer {
  readonly origin: string;
  /** Connections that were opened. */
  readonly connections: readonly Socket[];
  /** What was asked, heads only. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Called with the socket after each whole request head, and how many came before on any connection. */
export type Respond = (socket: Socket, index: number) => void | Promise<void>;

export async function startRawServer(respond: Respond, host = '127.0.0.1'): Promise<RawServer> {
  const connections: Socket[] = [];
  const requests: string[] = [];
  const server: Server = createServer((socket) => {
    connections.push(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        requests.push(text.slice(0, end));
        text = text.slice(end + 4);
        void respond(socket, requests.length - 1);
      }
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    connections,
    requests,
    async close() {
      for (const socket of connections) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Writes pieces one after the other, each in a segment of its own as far as the system lets it. */
export async function writePieces(socket: Socket, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    await new Promise<void>((resolve) => socket.write(piece, () => setImmediate(resolve)));
  }
}
