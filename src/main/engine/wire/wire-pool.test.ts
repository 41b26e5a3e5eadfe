import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemorySink } from './testing/memory-sink.ts';
import { readBody } from './testing/read-body.ts';
import { type RawServer, type Respond, startRawServer, writePieces } from './testing/raw-server.ts';
import type { WireAnswer } from './wire-connection.ts';
import { WirePool, type WirePoolOptions } from './wire-pool.ts';

let server: RawServer;
let pool: WirePool;

async function serve(respond: Respond, options: WirePoolOptions = {}): Promise<void> {
  server = await startRawServer(respond);
  pool = new WirePool(options);
}

const post = (signal?: AbortSignal): Promise<WireAnswer> =>
  pool.post({ origin: server.origin, path: '/f', headers: { 'x-a': 'b' }, signal });

async function fetchAll(sink = new MemorySink()): Promise<Buffer> {
  const { body } = await post();
  await body.readInto(sink);
  return sink.content;
}

const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const answer = (body: Uint8Array, headers = ''): Buffer =>
  Buffer.concat([
    text(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n${headers}\r\n`),
    body,
  ]);

beforeEach(() => {
  vi.restoreAllMocks();
});

afterEach(async () => {
  pool.close();
  await server.close();
});

describe('A request on the wire', () => {
  it('is a POST with its headers, a host and no body', async () => {
    await serve((socket) => void socket.write(answer(text('x'))));
    await fetchAll();
    expect(server.requests).toEqual([
      `POST /f HTTP/1.1\r\nhost: ${server.origin.slice(7)}\r\nconnection: keep-alive\r\ncontent-length: 0\r\nx-a: b`,
    ]);
  });

  it('never carries a header with a line break', async () => {
    await serve(() => undefined);
    const sent = pool.post({ origin: server.origin, path: '/', headers: { secret: 'a\r\nb: c' } });
    await expect(sent).rejects.toThrow(/^The header secret can't be sent: it is not plain text\.$/);
    expect(server.connections).toHaveLength(0);
  });
});

describe('The body of an answer', () => {
  it('arrives whole, whatever memory it lands in and however often that is short', async () => {
    const bytes = randomBytes(3_000_000);
    await serve((socket) => void socket.write(answer(bytes)));
    for (const pieceBytes of [1_000, 64 * 1024, 512 * 1024, 8_000_000]) {
      const sink = new MemorySink(pieceBytes, (pieces) => pieces % 3 === 0);
      expect((await fetchAll(sink)).equals(bytes)).toBe(true);
      if (pieceBytes < 100_000) expect(sink.rests).toBeGreaterThan(0);
    }
    expect(server.connections).toHaveLength(1);
  });

  it.each([
    ['empty', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n', ''],
    ['204', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
    [
      'chunked',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n',
      'abcde',
    ],
    [
      'chunked with trailers',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n1\r\na\r\n0\r\nx: y\r\n\r\n',
      'a',
    ],
    [
      'after interim answers',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
      'ok',
    ],
    ['an error with a body', 'HTTP/1.1 409 Conflict\r\ncontent-length: 4\r\n\r\nno!!', 'no!!'],
  ])('is read where it is %s, and its connection used again', async (_name, bytes, content) => {
    await serve(
      (socket) =>
        void writePieces(
          socket,
          [...text(bytes)].map((byte) => Uint8Array.of(byte)),
        ),
    );
    expect((await fetchAll()).toString('latin1')).toBe(content);
    expect((await fetchAll()).toString('latin1')).toBe(content);
    expect(server.connections).toHaveLength(1);
  });

  it('ends with its connection where nothing else tells its end', async () => {
    await serve((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end'));
    expect((await fetchAll()).toString()).toBe('until the end');
    expect((await fetchAll()).toString()).toBe('until the end');
    expect(server.connections).toHaveLength(2);
  });

  it('fails where the connection closes before its end', async () => {
    await serve((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'));
    await expect(fetchAll()).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });

  it('fails where the connection closes in the head', async () => {
    await serve((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-le'));
    await expect(fetchAll()).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });

  it('ends where its sink has enough, and the connection with it', async () => {
    await serve((socket) => void socket.write(answer(randomBytes(2_000_000))));
    const sink = new MemorySink(10_000, () => false, 20_000);
    await fetchAll(sink);
    expect(sink.bytes).toBeLessThan(200_000);
    await fetchAll();
    expect(server.connections).toHaveLength(2);
  });

  it('ends with what its sink throws', async () => {
    await serve((socket) => void socket.write(answer(randomBytes(200_000))));
    const sink = new MemorySink(1_000);
    vi.spyOn(sink, 'landed').mockImplementation(() => {
      throw new Error('disk full');
    });
    await expect(fetchAll(sink)).rejects.toThrow('disk full');
  });

  it('ends with the signal at any moment', async () => {
    await serve(
      (socket) => void socket.write(answer(Buffer.alloc(10), 'x-y: z\r\n').subarray(0, -4)),
    );
    const abort = new AbortController();
    const { body } = await post(abort.signal);
    const read = body.readInto(new MemorySink());
    abort.abort(new Error('paused'));
    await expect(read).rejects.toThrow('paused');
    const early = AbortSignal.abort(new Error('too early'));
    await expect(post(early)).rejects.toThrow('too early');
  });
});

describe('A connection', () => {
  it('is not used again after bytes that nobody asked for', async () => {
    await serve(
      (socket) => void socket.write(Buffer.concat([answer(text('abc')), text('HTTP/1.1 200')])),
    );
    expect((await fetchAll()).toString()).toBe('abc');
    expect((await fetchAll()).toString()).toBe('abc');
    expect(server.connections).toHaveLength(2);
  });

  it('is not used again after bytes that come while it waits', async () => {
    let waiting = (): void => undefined;
    await serve((socket, index) => {
      socket.write(answer(text('abc')));
      if (index === 0) waiting = () => void socket.write('HTTP/1.1 200 OK\r\n\r\n');
    });
    await fetchAll();
    waiting();
    await vi.waitFor(() => expect(server.connections[0]!.destroyed).toBe(true));
    expect((await fetchAll()).toString()).toBe('abc');
    expect(server.connections).toHaveLength(2);
  });

  it.each(['connection: close\r\n', 'connection: x, Close\r\n'])(
    'is not used again after %j',
    async (header) => {
      await serve((socket) => void socket.write(answer(text('abc'), header)));
      await fetchAll();
      await fetchAll();
      expect(server.connections).toHaveLength(2);
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
    expect(server.connections).toHaveLength(1);
    nowMs = 30_000;
    await fetchAll();
    expect(server.connections).toHaveLength(2);
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
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
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
    expect(server.connections).toHaveLength(1);
    await expect(fetchAll()).rejects.not.toMatchObject({ code: 'WIRE_STALE' });
    expect(server.connections).toHaveLength(2);
  });

  it('is not stale where a part of the answer has come', async () => {
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
    expect(server.connections).toHaveLength(2);
  });

  it('leads nowhere else, whatever an answer says', async () => {
    const elsewhere =
      'HTTP/1.1 307 Temporary Redirect\r\nlocation: /g\r\ncontent-length: 0\r\n\r\n';
    await serve((socket) => void socket.write(elsewhere));
    const { head, body } = await post();
    expect(head.status).toBe(307);
    await body.readInto(new MemorySink());
    expect(server.requests).toHaveLength(1);
  });

  it('ends with all others when the pool closes, bodies in flight, too', async () => {
    await serve((socket, index) => {
      if (index > 0) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc');
    });
    const unanswered = post();
    const { body } = await post();
    const read = body.readInto(new MemorySink());
    pool.close();
    for (const each of [unanswered, read, post()]) {
      await expect(each).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
    }
    await vi.waitFor(() => expect(server.connections.every((each) => each.destroyed)).toBe(true));
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
    const [socket] = server.connections;
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
    await server.close();
    server = await startRawServer((socket) => void socket.write(answer(text('here'))), address);
    const origin = `http://localhost:${new URL(server.origin).port}`;
    // Both addresses are tried in turn; the system's own list of them may hold just one.
    pool = new WirePool({
      lookup: (_host, _options, found) =>
        found(null, [
          { address: '::1', family: 6 },
          { address: '127.0.0.1', family: 4 },
        ]),
    });
    const { body } = await pool.post({ origin, path: '/', headers: {} });
    expect((await readBody(body)).toString()).toBe('here');
    const direct = await pool.post({ origin: server.origin, path: '/', headers: {} });
    expect((await readBody(direct.body)).toString()).toBe('here');
  });

  it('is refused in Node’s own words where nobody listens', async () => {
    await serve(() => undefined);
    await server.close();
    await expect(post()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    server = await startRawServer(() => undefined);
  });
});

describe('A head that comes without end', () => {
  it.each([
    ['a byte at a time', (turn: number) => (turn === 0 ? 'HTTP/1.1 200 OK\r\nx: ' : 'y')],
    ['as interim answers', (turn: number) => (turn % 5 === 0 ? 'HTTP/1.1 100 Go\r\n\r\n' : '')],
  ])('%s is given up in time', async (_how, next) => {
    let nowMs = 0;
    await serve(
      async (socket) => {
        for (let turn = 0; !socket.destroyed; turn += 1) {
          await writePieces(socket, [text(next(turn))]);
          nowMs += 50;
        }
      },
      { now: () => nowMs, headMs: 1_000, keepAliveMs: 20 },
    );
    await expect(fetchAll()).rejects.toMatchObject({
      code: expect.stringMatching(/^WIRE_(?:HEAD_TIMEOUT|BAD_ANSWER)$/),
    });
  });
});

describe('An answer that breaks HTTP/1.1', () => {
  it.each([
    ['a head that never ends', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(7_000)}`],
    ['a head of 1 MB', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}\r\n\r\n`],
    [
      'a control character in a header',
      'HTTP/1.1 200 OK\r\nx: a\u0001b\r\ncontent-length: 1\r\n\r\nx',
    ],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
    ['one length twice', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nContent-Length: 1\r\n\r\nx'],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['an unknown coding', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n'],
    ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n'],
    ['a folded header', 'HTTP/1.1 200 OK\r\nx: a\r\n b\r\ncontent-length: 1\r\n\r\nx'],
    ['a blank before the colon', 'HTTP/1.1 200 OK\r\ncontent-length : 1\r\n\r\nx'],
    ['bare line feeds', 'HTTP/1.1 200 OK\ncontent-length: 1\n\n\r\n\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['HTTP/2', 'HTTP/2 200\r\n\r\n'],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
    [
      'a chunk longer than its size',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n',
    ],
  ])('is refused: %s', async (_name, bytes) => {
    await serve((socket) => void socket.write(text(bytes)));
    await expect(fetchAll()).rejects.toMatchObject({ code: 'WIRE_BAD_ANSWER' });
    await vi.waitFor(() => expect(server.connections[0]!.destroyed).toBe(true));
  });
});
