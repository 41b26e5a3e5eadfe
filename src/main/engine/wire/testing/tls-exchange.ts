/**
 * `node tls-exchange.ts KEY CERT HOST`: a TLS server and the pool in one process, because Node reads NODE_EXTRA_CA_CERTS
 * once, when it starts. Prints what came as JSON.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { createServer, type TLSSocket } from 'node:tls';
import { networkError } from '#main/system/http/network-error.ts';
import { WirePool } from '../wire-pool.ts';
import { MemorySink } from './memory-sink.ts';

/** What {@link main} prints. */
export interface TlsReport {
  /** Whether each body came as it was sent, read by sinks that rest never, now and then, and after each read. */
  readonly isRight: readonly boolean[];
  /** Whether each connection took up an earlier one's session. */
  readonly isReused: readonly boolean[];
  /** Code and message of what failed. */
  readonly failure: string | null;
}

const [keyFile = '', certFile = '', host = ''] = process.argv.slice(2);
const bytes = randomBytes(1_000_003);
const isReused: boolean[] = [];
const sockets = new Set<TLSSocket>();
let answers = 0;
const server = createServer(
  { key: readFileSync(keyFile), cert: readFileSync(certFile) },
  (socket: TLSSocket) => {
    isReused.push(socket.isSessionReused());
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => {
      answers += 1;
      const closes = answers % 3 === 0;
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n${closes ? 'connection: close\r\n' : ''}\r\n`,
      );
      if (closes) socket.end(bytes);
      else socket.write(bytes);
    });
  },
);
server.on('tlsClientError', () => undefined);

async function main(): Promise<void> {
  server.listen(0);
  await once(server, 'listening');
  const origin = `https://${host}:${(server.address() as AddressInfo).port}`;
  const isRight: boolean[] = [];
  let failure: string | null = null;
  const pool = new WirePool();
  try {
    for (const pieceBytes of [1_000, 10_000, 64 * 1024, 512 * 1024]) {
      for (const waitEvery of [Infinity, 3, 1]) {
        const { body } = await pool.post({ origin, path: '/', headers: {} });
        const sink = new MemorySink(pieceBytes, (pieces) => pieces % waitEvery === 0);
        await body.readInto(sink);
        isRight.push(sink.content.equals(bytes));
      }
    }
  } catch (error) {
    const told = networkError(error);
    failure = told instanceof Error ? told.message : String(told);
  }
  process.stdout.write(JSON.stringify({ isRight, isReused, failure } satisfies TlsReport));
  // The pool stays open: the connections that it keeps must not keep the process.
  server.close();
  for (const socket of sockets) socket.unref();
}

await main();
