import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { MemorySink } from './testing/memory-sink.ts';
import { writePieces } from './testing/raw-server.ts';
import { text, answer, createWireBench } from './testing/wire-bench.ts';

const wire = createWireBench();
const { serve, post, fetchAll } = wire;

describe('A request on the wire', () => {
  it('is a POST with its headers, a host and no body', async () => {
    await serve((socket) => void socket.write(answer(text('x'))));
    await fetchAll();
    expect(wire.server.requests).toEqual([
      `POST /f HTTP/1.1\r\nhost: ${wire.server.origin.slice(7)}\r\nconnection: keep-alive\r\ncontent-length: 0\r\nx-a: b`,
    ]);
  });

  it('never carries a header with a line break', async () => {
    await serve(() => undefined);
    const sent = wire.pool.post({
      origin: wire.server.origin,
      path: '/',
      headers: { secret: 'a\r\nb: c' },
    });
    await expect(sent).rejects.toThrow(/^The header secret can't be sent: it is not plain text\.$/);
    expect(wire.server.connections).toHaveLength(0);
  });
});

describe('The body of an answer', () => {
  it('arrives whole, in any memory, however often that is full', async () => {
    const bytes = randomBytes(3_000_000);
    await serve((socket) => void socket.write(answer(bytes)));
    for (const pieceBytes of [1_000, 64 * 1024, 512 * 1024, 8_000_000]) {
      const sink = new MemorySink(pieceBytes, (pieces) => pieces % 3 === 0);
      expect((await fetchAll(sink)).equals(bytes)).toBe(true);
      if (pieceBytes < 100_000) expect(sink.rests).toBeGreaterThan(0);
    }
    expect(wire.server.connections).toHaveLength(1);
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
    expect(wire.server.connections).toHaveLength(1);
  });

  it('ends with its connection if no header gives its end', async () => {
    await serve((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end'));
    expect((await fetchAll()).toString()).toBe('until the end');
    expect((await fetchAll()).toString()).toBe('until the end');
    expect(wire.server.connections).toHaveLength(2);
  });

  it('fails if the connection closes before its end', async () => {
    await serve((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'));
    await expect(fetchAll()).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });

  it('fails if the connection closes in the head', async () => {
    await serve((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-le'));
    await expect(fetchAll()).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });

  it('ends as soon as its sink has enough, and the connection with it', async () => {
    await serve((socket) => void socket.write(answer(randomBytes(2_000_000))));
    const sink = new MemorySink(10_000, () => false, 20_000);
    await fetchAll(sink);
    expect(sink.bytes).toBeLessThan(200_000);
    await fetchAll();
    expect(wire.server.connections).toHaveLength(2);
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
    await vi.waitFor(() => expect(wire.server.connections[0]!.destroyed).toBe(true));
  });
});
