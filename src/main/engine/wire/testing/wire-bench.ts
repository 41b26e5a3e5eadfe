import { afterEach } from 'vitest';
import { MemorySink } from './memory-sink.ts';
import { type RawServer, type Respond, startRawServer } from './raw-server.ts';
import type { WireAnswer } from '../wire-connection.ts';
import { WirePool, type WirePoolOptions } from '../wire-pool.ts';

/** A server of raw answers and a pool for it, a new one of each for each test of a file; both are closed after it. */
export function createWireBench() {
  const bench: { server?: RawServer; pool?: WirePool } = {};
  afterEach(async () => {
    bench.pool?.close();
    await bench.server?.close();
  });
  const post = async (signal?: AbortSignal): Promise<WireAnswer> => {
    const { origin } = bench.server!;
    return await bench.pool!.post({ origin, path: '/f', headers: { 'x-a': 'b' }, signal });
  };
  return Object.assign(bench as { server: RawServer; pool: WirePool }, {
    post,
    async serve(respond: Respond, options: WirePoolOptions = {}): Promise<void> {
      bench.server = await startRawServer(respond);
      bench.pool = new WirePool(options);
    },
    async fetchAll(sink = new MemorySink()): Promise<Buffer> {
      const { body } = await post();
      await body.readInto(sink);
      return sink.content;
    },
  });
}

/** The bytes of an answer's head or body. */
export const text = (value: string): Buffer => Buffer.from(value, 'latin1');

/** An answer with the length of its body. */
export const answer = (body: Uint8Array, headers = ''): Buffer =>
  Buffer.concat([
    text(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${headers}\r\n`),
    body,
  ]);
