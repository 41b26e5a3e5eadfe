import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '#main/engine/dropbox/testing/connect.ts';
import type { Reply } from '#main/engine/dropbox/testing/scripted-server.ts';
import { systemClock } from '#main/system/time/clock.ts';
import { ByteBudget } from '#shared/downloads/byte-budget.ts';
import { createByteLimits } from './byte-limits.ts';
import { dropboxSource } from './dropbox-source.ts';
import { limitedSource } from './limited-source.ts';
import { Pace } from './pace.ts';
import { readPieces, readRange } from './read-range.ts';

const CONTENT = Buffer.from('0123456789abcdefghij');
const FOLDER = { '.tag': 'folder', name: 'f', link_permissions: { allow_download: true } };
const result = (rev: string) => ({ 'dropbox-api-result': JSON.stringify({ rev, size: 20 }) });

const part = (body: string | Uint8Array, range = 'bytes 5-14/20', rev = 'r1'): Reply => ({
  status: 206,
  headers: { ...result(rev), 'content-range': range },
  body,
});

/** A source within limits, whose server answers as a test says. */
async function open(reply: Reply) {
  const { server, dropbox } = await connect(
    ({ route }) => (route === 'sharing/get_shared_link_file' ? reply : { body: FOLDER }),
    onTestFinished,
  );
  const link = await dropbox.openLink();
  const budget = new ByteBudget(null, systemClock.now());
  budget.limit = 1_000;
  const limits = createByteLimits(new Pace(systemClock), budget, systemClock);
  const source = limitedSource(
    dropboxSource(() => link),
    { limits, clock: systemClock, onUsedUp: () => {} },
  );
  const into = Buffer.alloc(10, 0xee);
  const read = (signal = new AbortController().signal) =>
    readRange(source, { path: '/a.fits', rev: 'r1', offset: 5, into, signal });
  const pieces: (readonly [number, string])[] = [];
  const readInPieces = () =>
    readPieces(source, {
      path: '/a.fits',
      rev: 'r1',
      offset: 5,
      length: 10,
      scratch: Buffer.alloc(4),
      onPiece: (at, piece) => void pieces.push([at, Buffer.from(piece).toString()]),
      signal: new AbortController().signal,
    });
  return { server, budget, into, read, pieces, readInPieces };
}

describe('A range read into memory', () => {
  it('is what was asked for, and is counted against the budget of the day', async () => {
    const { server, budget, into, read } = await open(part(CONTENT.subarray(5, 15)));
    await read();
    expect(into.toString()).toBe('56789abcde');
    expect(budget.spent.bytes).toBe(10);
    expect(server.callsTo('sharing/get_shared_link_file')[0]?.headers.range).toBe('bytes=5-14');
  });

  it('is not requested if the day’s budget is used up', async () => {
    const { server, budget, read } = await open(part(CONTENT.subarray(5, 15)));
    budget.spend(1_000, systemClock.now());
    await expect(read()).rejects.toMatchObject({ code: 'rate-limited' });
    expect(server.callsTo('sharing/get_shared_link_file')).toHaveLength(0);
  });

  it.each<readonly [string, Reply, string]>([
    ['the whole file', { headers: result('r1'), body: CONTENT }, 'range-refused'],
    ['another range', part(CONTENT.subarray(4, 14), 'bytes 4-13/20'), 'range-refused'],
    ['a range of nonsense', part(CONTENT.subarray(5, 15), 'bytes x'), 'range-refused'],
    ['another revision', part(CONTENT.subarray(5, 15), 'bytes 5-14/20', 'r2'), 'file-changed'],
    [
      'a revision that is not told',
      { status: 206, headers: { 'content-range': 'bytes 5-14/20' }, body: CONTENT.subarray(5, 15) },
      'file-changed',
    ],
  ])('is refused before its first byte where the answer is %s', async (_what, reply, code) => {
    const { budget, into, read } = await open(reply);
    await expect(read()).rejects.toMatchObject({ code });
    expect(into.equals(Buffer.alloc(10, 0xee))).toBe(true);
    expect(budget.spent.bytes).toBe(0);
  });

  it.each<readonly [string, Reply, string]>([
    ['fewer bytes', part('56789', 'bytes 5-9/20'), 'network'],
    ['more bytes', part('56789abcdefg'), 'corrupt'],
  ])('is refused with %s than asked for', async (_what, reply, code) => {
    await expect((await open(reply)).read()).rejects.toMatchObject({ code });
  });

  it('comes in pieces that fit the memory for them, each with its place in the file', async () => {
    const { pieces, readInPieces, budget } = await open(part(CONTENT.subarray(5, 15)));
    expect(await readInPieces()).toMatchObject({ bytes: 10, rev: 'r1' });
    expect(pieces.map(([, text]) => text).join('')).toBe('56789abcde');
    let next = 5;
    for (const [at, text] of pieces) {
      expect(at).toBe(next);
      expect(text.length).toBeLessThanOrEqual(4);
      next += text.length;
    }
    expect(budget.spent.bytes).toBe(10);
    const whole = await open({ headers: result('r1'), body: CONTENT });
    await expect(whole.readInPieces()).rejects.toMatchObject({ code: 'range-refused' });
    expect(whole.pieces).toEqual([]);
  });

  it('ends with its signal', async () => {
    const { read } = await open((response) => {
      response.writeHead(206, { ...result('r1'), 'content-range': 'bytes 5-14/20' });
      response.write('567');
    });
    const stop = new AbortController();
    const ended = read(stop.signal);
    setImmediate(() => stop.abort());
    await expect(ended).rejects.toMatchObject({ code: 'cancelled' });
  });
});
