import fc from 'fast-check';
import process from 'node:process';
import { describe, expect, it, vi } from 'vitest';
import { MemorySink } from './testing/memory-sink.ts';
import { readBody } from './testing/read-body.ts';
import { ScriptedSocket } from './testing/scripted-socket.ts';
import { WireConnection } from './wire-connection.ts';

/** `npm run test:long` asks for 100,000. */
const MUTATED_HEADS = Number(process.env['VAST_MUTATED_HEADS'] ?? 2_000);
/** … and for 10,000. */
const SPLIT_ANSWERS = Number(process.env['VAST_SPLIT_ANSWERS'] ?? 100);

interface World {
  readonly socket: ScriptedSocket;
  readonly connection: WireConnection;
}

function connect(readsAfterPause = 0): World {
  let socket: ScriptedSocket | null = null;
  const connection = new WireConnection({
    open: (onread) => (socket = new ScriptedSocket(onread, readsAfterPause)).asSocket,
    readyEvent: 'connect',
    timeouts: { connectMs: 1, headMs: 1, bodyMs: 1 },
    now: () => 0,
    onIdle: () => undefined,
    onClosed: () => undefined,
  });
  socket!.emit('connect');
  return { socket: socket!, connection };
}

interface Told {
  readonly status: number;
  readonly content: Buffer;
}

/** Asks, deals out the bytes, and reads what comes of them. */
async function exchange(
  { socket, connection }: World,
  pieces: readonly Buffer[],
  sink = new MemorySink(7),
  ends = false,
): Promise<Told> {
  const asked = connection.request('POST / HTTP/1.1\r\n\r\n');
  asked.catch(() => undefined);
  // The request is written once the connection is known to stand, and to hold nothing more of the answer before.
  for (let turn = 0; socket.sent === '' && turn < 10; turn += 1) await new Promise(setImmediate);
  socket.sent = '';
  for (const piece of pieces) socket.arrive(piece);
  if (ends) socket.endsHere();
  const { head, body } = await asked;
  await body.readInto(sink);
  return { status: head.status, content: sink.content };
}

function split(bytes: Buffer, at: readonly number[]): readonly Buffer[] {
  const cuts = [...new Set(at.map((each) => each % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...cuts]
    .map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length))
    .filter(({ length }) => length > 0);
}

const chunked = (parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    ...parts
      .filter(({ length }) => length > 0)
      .flatMap((part) => [
        Buffer.from(`${part.length.toString(16)}\r\n`),
        part,
        Buffer.from('\r\n'),
      ]),
    Buffer.from('0\r\n\r\n'),
  ]);

/** An answer and what is in it. */
const answers = fc
  .record({
    interim: fc.array(
      fc.constantFrom('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 X\r\na: b\r\n\r\n'),
      { maxLength: 2 },
    ),
    status: fc.constantFrom(200, 206, 404, 409, 500),
    headers: fc.array(
      fc.constantFrom('x-y: z', 'Etag:W/"1"', 'Vary: a', 'Vary: b', 'x-long: ' + 'l'.repeat(300)),
      { maxLength: 6 },
    ),
    isChunked: fc.boolean(),
    parts: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 }),
  })
  .map(({ interim, status, headers, isChunked, parts }) => {
    const content = Buffer.concat(parts);
    const framing = isChunked ? 'transfer-encoding: chunked' : `content-length: ${content.length}`;
    const head = [`HTTP/1.1 ${status} Words`, ...headers, framing, '', ''].join('\r\n');
    const bytes = Buffer.concat([
      Buffer.from(interim.join('') + head),
      isChunked ? chunked(parts) : content,
    ]);
    return { bytes, told: { status, content } };
  });

describe('Answers on one connection', () => {
  it('are read right wherever they are split, one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(answers, fc.array(fc.nat(2_000), { maxLength: 12 })), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 4 }),
        async (series, pieceBytes, waitEvery, readsAfterPause) => {
          const world = connect(readsAfterPause);
          for (const [{ bytes, told }, cuts] of series) {
            const sink = new MemorySink(pieceBytes, (pieces) => pieces % waitEvery === 0);
            expect(await exchange(world, split(bytes, cuts), sink)).toEqual(told);
          }
          expect(world.socket.isDestroyed).toBe(false);
        },
      ),
      { numRuns: SPLIT_ANSWERS },
    );
  });

  it.each([
    [
      'with a length',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 206 Partial Content\r\ncontent-length: 11\r\ncontent-range: bytes 0-10/20\r\n\r\nhello world',
    ],
    [
      'in chunks',
      'HTTP/1.1 206 Partial Content\r\ntransfer-encoding: chunked\r\n\r\n6\r\nhello \r\n5;a=b\r\nworld\r\n0\r\nt: u\r\n\r\n',
    ],
  ])('are read right cut at every byte and every two, %s', async (_name, text) => {
    const bytes = Buffer.from(text);
    for (let first = 1; first < bytes.length; first += 1) {
      for (let second = first; second < bytes.length; second += 1) {
        const told = await exchange(connect(), split(bytes, [first, second]));
        expect(told.content.toString()).toBe('hello world');
      }
    }
  });

  it('are errors wherever they end too early, and never hang', async () => {
    const bytes = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello');
    for (let end = 0; end < bytes.length; end += 1) {
      const told = exchange(connect(), end === 0 ? [] : [bytes.subarray(0, end)], undefined, true);
      await expect(told).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
    }
  });

  it('give no bytes of a following answer to the one before, and close the connection', async () => {
    const first = Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello');
    const world = connect();
    const told = await exchange(world, [Buffer.concat([first, first])]);
    expect(told.content.toString()).toBe('hello');
    expect(world.socket.isDestroyed).toBe(true);
  });
});

const HEAD =
  'HTTP/1.1 206 Partial Content\r\nServer: envoy\r\nContent-Type: application/octet-stream\r\nContent-Length: 11\r\n' +
  'Dropbox-Api-Result: {"rev": "a1c10ce0dd78", "size": 20}\r\nContent-Range: bytes 0-10/20\r\nAccept-Ranges: bytes\r\n\r\n';

type Mutation = readonly [kind: 'flip' | 'cut' | 'insert' | 'double', at: number, value: number];

function mutate(head: string, mutations: readonly Mutation[]): Buffer {
  let bytes = Buffer.from(head, 'latin1');
  for (const [kind, position, value] of mutations) {
    const at = position % (bytes.length + 1);
    const before = bytes.subarray(0, at);
    const after = bytes.subarray(at);
    if (kind === 'flip') bytes = Buffer.concat([before, Buffer.of(value), after.subarray(1)]);
    if (kind === 'cut') bytes = Buffer.concat([before, after.subarray(1 + (value % 9))]);
    if (kind === 'insert') bytes = Buffer.concat([before, Buffer.of(value), after]);
    if (kind === 'double') bytes = Buffer.concat([before, after.subarray(0, value), after]);
  }
  return bytes;
}

/** What an accepted answer must hold, found by other means than the parser's. */
function modelOf(bytes: Buffer): string | null {
  let text = bytes.toString('latin1');
  while (/^HTTP\/1\.[01] 1\d\d/.test(text)) text = text.slice(text.indexOf('\r\n\r\n') + 4);
  const end = text.indexOf('\r\n\r\n');
  if (/^HTTP\/1\.[01] (?:204|304)/.test(text)) return '';
  const length = /\r\ncontent-length:[\t ]*(\d+)[\t ]*\r\n/i.exec(text.slice(0, end + 2));
  return length === null ? null : text.slice(end + 4, end + 4 + Number(length[1]));
}

describe('A body of which all has come before its connection is lost', () => {
  const ENDS = {
    'in good order': (socket: ScriptedSocket) => socket.emit('end'),
    'with a reset': (socket: ScriptedSocket) => socket.emit('error', new Error('ECONNRESET')),
  };
  const ANSWERS = {
    'with a length': 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello',
    'in chunks': 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  };
  it.each(
    Object.entries(ANSWERS).flatMap(([how, bytes]) =>
      Object.entries(ENDS).map(([end, lose]) => ({ how, bytes, end, lose })),
    ),
  )('is read $how, lost $end', async ({ bytes, lose }) => {
    const { socket, connection } = connect();
    const asked = connection.request('POST / HTTP/1.1\r\n\r\n');
    await vi.waitFor(() => expect(socket.sent).not.toBe(''), { interval: 1 });
    socket.arrive(Buffer.from(bytes));
    const { body } = await asked;
    lose(socket);
    socket.emit('close');
    expect(socket.isDestroyed).toBe(false);
    expect((await readBody(body)).toString()).toBe('hello');
    expect(socket.isDestroyed).toBe(true);
  });
});

describe('A mutated head', () => {
  it('is an error or the right answer, never a hang, and never part of a file', async () => {
    const kinds = fc.constantFrom('flip', 'cut', 'insert', 'double');
    // Bytes that mean something to a parser come as often as all others together.
    const value = fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('\r\n :;,\t\x0059')));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(kinds, fc.nat(1_000), value), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(400), { maxLength: 4 }),
        async (mutations, cuts) => {
          const bytes = Buffer.concat([mutate(HEAD, mutations), Buffer.from('hello world')]);
          const told = await exchange(connect(), split(bytes, cuts), undefined, true).catch(
            (error: unknown) => error,
          );
          if (told instanceof Error) {
            expect(told).toMatchObject({
              code: expect.stringMatching(/^WIRE_(?:BAD_ANSWER|CLOSED)$/),
            });
            return;
          }
          const { content } = told as Told;
          const model = modelOf(bytes);
          if (model === null)
            expect(bytes.toString('latin1').endsWith(content.toString('latin1'))).toBe(true);
          else expect(content.toString('latin1')).toBe(model);
        },
      ),
      { numRuns: MUTATED_HEADS },
    );
  });
});
