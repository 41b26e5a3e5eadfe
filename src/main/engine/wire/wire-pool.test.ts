import type { Socket } from 'node:net';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemorySink } from './testing/memory-sink.ts';
import { readBody } from './testing/read-body.ts';
import { startRawServer } from './testing/raw-server.ts';
import { WirePool } from './wire-pool.ts';
import { text, answer, createWireBench } from './testing/wire-bench.ts';

const wire = createWireBench();
const { serve, post, fetchAll } = wire;

beforeEach(() => {
  vi.restoreAllMocks();
});

describe('A connection', () => {
  it('is not used again after bytes that nobody asked for', async () => {
    await serve(
      (socket) => void socket.write(Buffer.concat([answer(text('abc')), text('HTTP/1.1 200')])),
    );
    expect((await fetchAll()).toString()).toBe('abc');
    expect((await fetchAll()).toString()).toBe('abc');
    expect(wire.server.connections).toHaveLength(2);
  });

  it('is not used again after bytes that come while it waits', async () => {
    let waiting = (): void => undefined;
    await serve((socket, index) => {
      socket.write(answer(text('abc')));
      if (index === 0) waiting = () => void socket.write('HTTP/1.1 200 OK\r\n\r\n');
    });
    await fetchAll();
    waiting();
    await vi.waitFor(() => expect(wire.server.connections[0]!.destroyed).toBe(true));
    expect((await fetchAll()).toString()).toBe('abc');
    expect(wire.server.connections).toHaveLength(2);
  });

  it.each(['connection: close\r\n', 'connection: x, Close\r\n'])(
    'is not used again after %j',
    async (header) => {
      await serve((socket) => void socket.write(answer(text('abc'), header)));
      await fetchAll();
      await fetchAll();
      expect(wire.server.connections).toHaveLength(2);
    },
  );

  it('is not used again once it has waited for long', async () => {
    let nowMs = 0;
    await serve((socket) => void socket.write(answer(text('abc'))), {
      now: () => nowMs,
      keepAliveMs: 15_000,
    });
    await fetchAll();
    nowMs = 14_000;
    await fetchAll();
    expect(wire.server.connections).toHaveLength(1);
    nowMs = 30_000;
    await fetchAll();
    expect(wire.server.connections).toHaveLength(2);
  });

  it.each([
    ['WIRE_HEAD_TIMEOUT', 'HTTP/1.1 200 OK\r\nx: '],
    ['WIRE_BODY_TIMEOUT', 'HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab'],
  ])('ends with %s where nothing more comes', async (code, bytes) => {
    let nowMs = 0;
    await serve((socket) => void socket.write(bytes), {
      now: () => nowMs,
      headMs: 1_000,
      bodyMs: 1_000,
      keepAliveMs: 100,
    });
    const failed = expect(fetchAll()).rejects.toMatchObject({ code });
    await vi.waitFor(() => expect(wire.server.requests).toHaveLength(1));
    nowMs = 5_000;
    const timer = setInterval(() => (nowMs += 5_000), 5);
    await failed;
    clearInterval(timer);
  });

  it.each([
    ['reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['closed', (socket: Socket) => void socket.end()],
  ])('is stale where it was kept and is %s before it answers', async (_how, lose) => {
    await serve((socket, index) => {
      if (index === 0) socket.write(answer(text('abc')));
      else lose(socket);
    });
    await fetchAll();
    await expect(fetchAll()).rejects.toMatchObject({ code: 'WIRE_STALE' });
    expect(wire.server.connections).toHaveLength(1);
    await expect(fetchAll()).rejects.not.toMatchObject({ code: 'WIRE_STALE' });
    expect(wire.server.connections).toHaveLength(2);
  });

  it('is not stale if a part of the answer has arrived', async () => {
    await serve((socket, index) => {
      if (index === 0) socket.write(answer(text('abc')));
      else socket.end('HTTP/1.1 2');
    });
    await fetchAll();
    await expect(fetchAll()).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });

  it('gives no answer to a request that was made before surplus bytes were read', async () => {
    const wrong = text('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nwrong');
    await serve((socket, index) => {
      // More than the first read takes, so that the body ends exactly where its sink's memory does.
      const body = Buffer.alloc(300_000, 1);
      socket.write(index === 0 ? Buffer.concat([answer(body), wrong]) : answer(text('right')));
    });
    expect(await fetchAll(new MemorySink(1_000_000))).toHaveLength(300_000);
    const next = await post().catch((error: unknown) => error);
    expect(next).toMatchObject({ code: 'WIRE_STALE' });
    expect((await fetchAll()).toString()).toBe('right');
    expect(wire.server.connections).toHaveLength(2);
  });

  it('sends nothing to another host, whatever an answer contains', async () => {
    const elsewhere =
      'HTTP/1.1 307 Temporary Redirect\r\nlocation: /g\r\ncontent-length: 0\r\n\r\n';
    await serve((socket) => void socket.write(elsewhere));
    const { head, body } = await post();
    expect(head.status).toBe(307);
    await body.readInto(new MemorySink());
    expect(wire.server.requests).toHaveLength(1);
  });

  it('ends with all others when the pool closes, bodies in flight, too', async () => {
    await serve((socket, index) => {
      if (index > 0) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc');
    });
    const unanswered = post();
    const { body } = await post();
    const read = body.readInto(new MemorySink());
    wire.pool.close();
    for (const each of [unanswered, read, post()]) {
      await expect(each).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
    }
    await vi.waitFor(() =>
      expect(wire.server.connections.every((each) => each.destroyed)).toBe(true),
    );
  });

  it('stops reading while its sink has no memory, however long, and is not given up meanwhile', async () => {
    let nowMs = 0;
    const size = 40_000_000;
    await serve((socket) => void socket.write(answer(Buffer.alloc(size))), {
      now: () => nowMs,
      bodyMs: 1_000,
      keepAliveMs: 40,
    });
    const sink = new MemorySink();
    const room = Promise.withResolvers<void>();
    let hasRoom = false;
    const { body } = await post();
    const read = body.readInto({
      space: () => (sink.bytes < 100_000 || hasRoom ? sink.space() : null),
      landed: (count) => sink.landed(count),
      whenSpace: () => room.promise,
    });
    const [socket] = wire.server.connections;
    await vi.waitFor(() => expect(sink.bytes).toBeGreaterThan(100_000));
    for (let tick = 0; tick < 20; tick += 1) {
      nowMs += 5_000;
      await new Promise(setImmediate);
    }
    expect(socket!.writableLength).toBeGreaterThan(0);
    expect(sink.bytes).toBeLessThan(200_000);
    hasRoom = true;
    room.resolve();
    await read;
    expect(sink.bytes).toBe(size);
  });

  it.each(['127.0.0.1', '::1'])('is made to localhost where only %s listens', async (address) => {
    await serve(() => undefined);
    await wire.server.close();
    wire.server = await startRawServer(
      (socket) => void socket.write(answer(text('here'))),
      address,
    );
    const origin = `http://localhost:${new URL(wire.server.origin).port}`;
    // Both addresses are tried in turn; the system's own list of them may hold just one.
    wire.pool = new WirePool({
      lookup: (_host, _options, found) =>
        found(null, [
          { address: '::1', family: 6 },
          { address: '127.0.0.1', family: 4 },
        ]),
    });
    const { body } = await wire.pool.post({ origin, path: '/', headers: {} });
    expect((await readBody(body)).toString()).toBe('here');
    const direct = await wire.pool.post({ origin: wire.server.origin, path: '/', headers: {} });
    expect((await readBody(direct.body)).toString()).toBe('here');
  });

  it('is refused in Node’s own words where nobody listens', async () => {
    await serve(() => undefined);
    await wire.server.close();
    await expect(post()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    wire.server = await startRawServer(() => undefined);
  });
});
