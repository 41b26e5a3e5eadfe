import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { type DemoServer, startDemoServer } from '../demo-server.ts';
import {
  createTestClient,
  errorOf,
  jsonOf,
  pageOf,
  type TestClient,
  type WireAnswer,
} from '../test-client.ts';
import type { FaultRuleInput } from './fault.ts';

const FILE = 'sharing/get_shared_link_file';
const BIG = 2 * BLOCK_BYTES + 100;

let demo: DemoServer;
let client: TestClient;
let truth: Buffer;

beforeAll(async () => {
  demo = await startDemoServer({ survey: [], extraFiles: { '/small': 1000, '/big': BIG } });
  client = createTestClient(demo);
  truth = Buffer.from(await demo.bytesOf('/small'));
});
afterEach(() => demo.reset());
afterAll(() => demo.close());

const struckBy = (fault: FaultRuleInput['fault'], more: Omit<FaultRuleInput, 'fault'> = {}) =>
  demo.faults.add({ fault, ...more });
const tagOf = (answer: WireAnswer) => errorOf(answer).error['.tag'];

describe('answers in the place of the real one', () => {
  it('429 with JSON and Retry-After in seconds', async () => {
    struckBy({ kind: 'rate-limit', seconds: 15 });
    const json = await client.fetch('/small');
    expect(json).toMatchObject({ status: 429, headers: { 'retry-after': '15' } });
    expect(jsonOf(json)).toMatchObject({
      error: { reason: { '.tag': 'too_many_requests' }, retry_after: 15 },
    });
  });

  it('429 with text and a date, or with nothing at all', async () => {
    struckBy({ kind: 'rate-limit', body: 'text', header: 'date', seconds: 30 });
    const text = await client.fetch('/small');
    expect(text).toMatchObject({ status: 429, complete: true });
    const waitMs = Date.parse(String(text.headers['retry-after'])) - Date.now();
    expect(Math.abs(waitMs - 30_000)).toBeLessThan(5_000);
    demo.faults.clear();
    struckBy({ kind: 'rate-limit', body: 'empty', header: 'none' });
    const empty = await client.fetch('/small');
    expect(empty.body.length).toBe(0);
    expect(empty.headers).not.toHaveProperty('retry-after');
  });

  it.each([
    [{ kind: 'unauthorized' }, 401, 'expired_access_token'],
    [{ kind: 'unauthorized', tag: 'invalid_access_token' }, 401, 'invalid_access_token'],
    [{ kind: 'api-error', tag: 'reset' }, 409, 'reset'],
    [{ kind: 'api-error', tag: 'path/not_found' }, 409, 'path'],
    [{ kind: 'api-error', tag: 'user_suspended', status: 403 }, 403, 'user_suspended'],
  ] as const)('%j', async (fault, status, tag) => {
    struckBy(fault);
    const answer = await client.list('');
    expect(answer.status).toBe(status);
    expect(tagOf(answer)).toBe(tag);
  });

  it('HTML with 5xx, and a log-in page with 200', async () => {
    struckBy({ kind: 'server-error', status: 503 }, { times: 1 });
    struckBy({ kind: 'portal' }, { after: 1, times: 1 });
    for (const status of [503, 200]) {
      const answer = await client.fetch('/small');
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.headers).not.toHaveProperty('dropbox-api-result');
    }
    expect((await client.fetch('/small')).body).toEqual(truth);
  });

  it('400, 416 and a revoked refresh token', async () => {
    struckBy({ kind: 'bad-request' }, { route: 'check/user' });
    struckBy({ kind: 'not-satisfiable' }, { route: FILE });
    struckBy({ kind: 'invalid-grant' }, { route: 'oauth2/token' });
    expect(await client.rpc('check/user', {})).toMatchObject({ status: 400 });
    expect(await client.fetch('/small', { Range: 'bytes=1-' })).toMatchObject({ status: 416 });
    const body = new URLSearchParams({ grant_type: 'refresh_token' });
    const token = await fetch(`${demo.endpoint}/oauth2/token`, { method: 'POST', body });
    expect(token.status).toBe(400);
    expect(await token.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('a connection that is reset before anything was said', async () => {
    struckBy({ kind: 'reset' }, { times: 1 });
    expect(await client.fetch('/small')).toMatchObject({ status: null, complete: false });
    expect(demo.calls.records[0]).toMatchObject({ status: null, faults: ['reset'] });
    expect((await client.fetch('/small')).body).toEqual(truth);
  });

  it('silence', async () => {
    struckBy({ kind: 'silence' });
    const patience = AbortSignal.timeout(50);
    const answer = await createTestClient(demo, patience).fetch('/small');
    expect(answer.status).toBeNull();
    expect(demo.calls.counts.total).toBe(1);
  });
});

describe('what happens on the way', () => {
  it.each([0, 1, 500, 999])('a body that is cut after %i bytes', async (afterBytes) => {
    struckBy({ kind: 'cut', afterBytes });
    const answer = await client.fetch('/small');
    expect(answer).toMatchObject({ complete: false, headers: { 'content-length': '1000' } });
    expect(answer.body).toEqual(truth.subarray(0, afterBytes));
  });

  it('a cut exactly at the edge of a block', async () => {
    struckBy({ kind: 'cut', afterBytes: BLOCK_BYTES });
    const answer = await client.fetch('/big');
    expect(answer.complete).toBe(false);
    expect(answer.body.length).toBe(BLOCK_BYTES);
  });

  it('a cut by a reset', async () => {
    struckBy({ kind: 'cut', afterBytes: 500, how: 'reset' });
    const answer = await client.fetch('/small');
    expect(answer.complete).toBe(false);
    expect(truth.subarray(0, 500).subarray(0, answer.body.length)).toEqual(answer.body);
  });

  it('no cut beyond the end of the body', async () => {
    struckBy({ kind: 'cut', afterBytes: 1001 });
    expect(await client.fetch('/small')).toMatchObject({ complete: true, body: truth });
  });

  it('a stall', async () => {
    struckBy({ kind: 'stall', afterBytes: 300 });
    const patience = new AbortController();
    const pending = createTestClient(demo, patience.signal).fetch('/small');
    await demo.calls.until(({ counts }) => counts.bytesSent === 300);
    patience.abort();
    const answer = await pending;
    expect(answer.complete).toBe(false);
    expect(answer.body.length).toBeLessThanOrEqual(300);
  });

  it('a body that is short, and says so', async () => {
    struckBy({ kind: 'shorten', bytes: 10 });
    const answer = await client.fetch('/small');
    expect(answer).toMatchObject({ complete: true, headers: { 'content-length': '990' } });
    expect(answer.body).toEqual(truth.subarray(0, 990));
  });

  it('more bytes than there are, in chunks', async () => {
    struckBy({ kind: 'surplus', bytes: 7, framing: 'chunked' });
    const answer = await client.fetch('/small');
    expect(answer).toMatchObject({ status: 200, complete: true });
    expect(answer.headers).not.toHaveProperty('content-length');
    expect(answer.body.length).toBe(1007);
    expect(answer.body.subarray(0, 1000)).toEqual(truth);
  });

  it('more bytes than promised', async () => {
    struckBy({ kind: 'surplus', bytes: 7 });
    const wire = await rawAnswer('/small');
    const body = wire.subarray(wire.indexOf('\r\n\r\n') + 4);
    expect(wire.toString('latin1')).toContain('Content-Length: 1000\r\n');
    expect(body.subarray(0, 1000)).toEqual(truth);
    expect(body.length).toBe(1007);
  });

  it('corrupt the same bytes of the file in every range of it', async () => {
    struckBy({ kind: 'corrupt', atByte: 600, bytes: 2 });
    const expected = Buffer.from(truth);
    expected[600]! ^= 0xff;
    expected[601]! ^= 0xff;
    expect((await client.fetch('/small')).body).toEqual(expected);
    const part = await client.fetch('/small', { Range: 'bytes=601-700' });
    expect(part.body).toEqual(expected.subarray(601, 701));
    demo.reset();
    expect((await client.fetch('/small')).body).toEqual(truth);
  });

  it('an ignored Range, and a wrong one', async () => {
    struckBy({ kind: 'ignore-range' }, { times: 1 });
    struckBy({ kind: 'wrong-range', shift: 5 }, { after: 1 });
    const whole = await client.fetch('/small', { Range: 'bytes=100-199' });
    expect(whole).toMatchObject({ status: 200, body: truth });
    const shifted = await client.fetch('/small', { Range: 'bytes=100-199' });
    expect(shifted).toMatchObject({
      status: 206,
      headers: { 'content-range': 'bytes 105-204/1000' },
      body: truth.subarray(100, 200),
    });
  });

  it('delays and slow links, in the end with everything', async () => {
    struckBy({ kind: 'delay', milliseconds: 30 });
    struckBy({ kind: 'slow', bytesPerSecond: 20_000 });
    expect(await client.fetch('/small')).toMatchObject({ complete: true, body: truth });
    expect(demo.calls.records[0]?.faults).toEqual(['delay', 'slow']);
  });

  it('listings can be cut, too', async () => {
    struckBy({ kind: 'cut', afterBytes: 20 });
    expect(await client.list('')).toMatchObject({ status: 200, complete: false });
  });
});

describe('files', () => {
  it('change in mid-way', async () => {
    struckBy({ kind: 'change' }, { route: FILE, path: '/small', after: 1, times: 1 });
    const first = await client.fetch('/small', { Range: 'bytes=0-499' });
    const second = await client.fetch('/small', { Range: 'bytes=500-' });
    const third = await client.fetch('/small');
    expect(second.headers['etag']).not.toBe(first.headers['etag']);
    expect(third.headers['etag']).toBe(second.headers['etag']);
    expect(third.body.equals(truth)).toBe(false);
  });

  it('vanish', async () => {
    struckBy({ kind: 'vanish' }, { route: FILE, times: 1 });
    expect(await client.fetch('/small')).toMatchObject({ status: 409 });
    const { entries } = pageOf(await client.list(''));
    expect(entries.map(({ name }) => name)).toEqual(['big']);
  });

  it('are lied about', async () => {
    const lie = { kind: 'lie', size: 5, rev: '0ff', contentHash: 'f'.repeat(64) } as const;
    struckBy(lie, { path: '/small', route: 'files/list_folder' });
    struckBy({ kind: 'lie', contentHash: null, name: 'a/b' }, { path: '/big' });
    const { entries } = pageOf(await client.list(''));
    expect(entries[1]).toMatchObject({ size: 5, rev: '0ff', content_hash: 'f'.repeat(64) });
    expect(entries[0]).toMatchObject({ name: 'a/b', size: BIG });
    expect(entries[0]).not.toHaveProperty('content_hash');
    const { headers } = await client.fetch('/small');
    expect(headers['etag']).not.toBe('W/"0ff"');
  });
});

/** Everything that the server sends on a connection until it ends it. */
function rawAnswer(path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(demo.endpoint);
    const argument = JSON.stringify({ url: demo.sharedUrl, path, link_password: demo.password });
    const socket = connect(Number(port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => resolve(Buffer.concat(chunks)));
    socket.on('error', reject);
    socket.write(
      `POST /2/${FILE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n` +
        `Authorization: Bearer ${demo.accessToken}\r\nDropbox-API-Arg: ${argument}\r\n\r\n`,
    );
  });
}
