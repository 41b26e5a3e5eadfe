import { describe, expect, it, onTestFinished } from 'vitest';
import { readBody } from '#main/engine/wire/testing/read-body.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { connect, CREDENTIALS } from './testing/connect.ts';
import { FILE, fileReply, folderMetadata, METADATA, routeFailure } from './testing/replies.ts';
import type { Call, Reply } from './testing/scripted-server.ts';
import { InstantClock } from './testing/instant-clock.ts';
import { mapBodyError } from '#main/system/http/network-error.ts';

const BYTES = Uint8Array.from({ length: 1_000 }, (_, index) => index % 251);
const REV = '0123456789abc';

async function opened(script: (call: Call) => Reply, bodyTimeoutMs?: number) {
  const { server, dropbox } = await connect(
    (call) => (call.route === METADATA ? folderMetadata : script(call)),
    onTestFinished,
    { clock: new InstantClock(), ...(bodyTimeoutMs !== undefined && { bodyTimeoutMs }) },
  );
  return { link: await dropbox.openLink(), server, dropbox };
}

describe('openFile', () => {
  it('returns the whole file with its metadata', async () => {
    const { link, server } = await opened(fileReply(BYTES));
    const { body, ...head } = await link.openFile({ path: '/EPOCH01/a.fits' });
    expect(head).toEqual({
      status: 200,
      offset: 0,
      bodyBytes: 1_000,
      totalBytes: 1_000,
      size: 1_000,
      rev: REV,
    });
    expect(Buffer.compare(await readBody(body), BYTES)).toBe(0);
    const [call] = server.callsTo(FILE);
    expect(call).toMatchObject({
      token: CREDENTIALS.accessToken,
      arg: {
        url: CREDENTIALS.sharedUrl,
        path: '/EPOCH01/a.fits',
        link_password: CREDENTIALS.password,
      },
    });
    expect(call!.headers).toMatchObject({ 'accept-encoding': 'identity', 'content-length': '0' });
    expect(call!.headers).not.toHaveProperty('range');
    expect(call!.headers).not.toHaveProperty('content-type');
  });

  it('sends names in ASCII', async () => {
    const { link, server } = await opened(fileReply(BYTES));
    await readBody((await link.openFile({ path: '/Größe/漢字 👩‍🚀.fits' })).body).catch(
      () => undefined,
    );
    const [call] = server.callsTo(FILE);
    expect(call!.rawArg).toMatch(/^[\x20-\x7E]+$/);
    expect(call!.arg['path']).toBe('/Größe/漢字 👩‍🚀.fits');
  });

  it.each([
    [{ offset: 400 }, 'bytes=400-', 400, 1_000],
    [{ offset: 400, length: 100 }, 'bytes=400-499', 400, 500],
    [{ length: 100 }, 'bytes=0-99', 0, 100],
    [{ offset: 900, length: 500 }, 'bytes=900-1399', 900, 1_000],
  ])('brings the part %j', async (part, range, start, end) => {
    const { link, server } = await opened(fileReply(BYTES));
    const { body, ...head } = await link.openFile({ path: '/a', ...part });
    expect(head).toEqual({
      status: 206,
      offset: start,
      bodyBytes: end - start,
      totalBytes: 1_000,
      size: 1_000,
      rev: REV,
    });
    expect(Buffer.compare(await readBody(body), BYTES.subarray(start, end))).toBe(0);
    expect(server.callsTo(FILE)[0]!.headers.range).toBe(range);
  });

  it('reports that the range was ignored', async () => {
    const { link } = await opened(() => fileReply(BYTES)({ headers: {} }));
    const { body, ...head } = await link.openFile({ path: '/a', offset: 400 });
    expect(head).toMatchObject({ status: 200, offset: 0, totalBytes: 1_000 });
    expect((await readBody(body)).length).toBe(1_000);
  });

  it('works without optional headers', async () => {
    const { link } = await opened(() => (response) => {
      response.writeHead(200, { 'dropbox-api-result': 'not json' });
      response.write('abc');
      response.end();
    });
    const { body, ...head } = await link.openFile({ path: '/a' });
    expect(head).toEqual({
      status: 200,
      offset: 0,
      bodyBytes: null,
      totalBytes: null,
      size: null,
      rev: null,
    });
    expect((await readBody(body)).toString()).toBe('abc');
  });

  const part = (range: string): Reply => ({
    status: 206,
    headers: { 'content-range': range, 'content-length': '600', 'dropbox-api-result': '{}' },
    body: BYTES.subarray(0, 600),
  });
  const refusals: readonly (readonly [string, Reply, string])[] = [
    ['another part', part('bytes 300-899/1000'), 'range-refused'],
    ['a part without its range', part(''), 'range-refused'],
    ['a part beyond the end', part('bytes 400-1099/1000'), 'range-refused'],
    ['416', { status: 416, headers: { 'content-range': 'bytes */1000' } }, 'range-refused'],
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<p>' }, 'not-dropbox'],
    [
      'a compressed body',
      { headers: { 'content-encoding': 'gzip', 'dropbox-api-result': '{}' }, body: 'x' },
      'not-dropbox',
    ],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, 'not-dropbox'],
    ['a path that is not there', routeFailure('path', 'not_found'), 'path-not-found'],
    ['a folder', routeFailure('shared_link_is_directory'), 'path-not-found'],
    ['trouble of the server', { status: 500, body: '<html>' }, 'server-error'],
    ['a connection cut', (response) => void response.destroy(), 'network'],
    [
      'an error cut short',
      (response) => {
        response.writeHead(409, { 'content-length': '1000' });
        response.write('{');
        setImmediate(() => response.destroy());
      },
      'network',
    ],
    ['a long page', { status: 500, body: new Uint8Array(10_000_000) }, 'server-error'],
  ];

  it.each(refusals)('refuses %s at once, and leaves no connection open', async (_, reply, code) => {
    const { link, server, dropbox } = await opened(() => reply);
    for (let time = 0; time < 6; time += 1) {
      const answer = link.openFile({ path: '/a', offset: 400 });
      await expect(answer).rejects.toMatchObject({ code });
    }
    expect(server.callsTo(FILE).length).toBe(6);
    expect(dropbox.gate.state().kind).toBe('open');
    await expect.poll(() => server.connections()).toBeLessThanOrEqual(2);
  });

  it('refuses a longer range than requested', async () => {
    const { link } = await opened(() => part('bytes 400-999/1000'));
    const answer = link.openFile({ path: '/a', offset: 400, length: 10 });
    await expect(answer).rejects.toMatchObject({ code: 'range-refused' });
  });

  it('closes the connection of a long body that is destroyed', async () => {
    const { link, server } = await opened(() => ({
      status: 206,
      headers: { 'content-range': 'bytes 0-9/10' },
      body: new Uint8Array(16_000_000),
    }));
    for (let time = 0; time < 6; time += 1) {
      const answer = link.openFile({ path: '/a', offset: 400 });
      await expect(answer).rejects.toMatchObject({ code: 'range-refused' });
    }
    await expect.poll(() => server.connections()).toBeLessThanOrEqual(2);
  });

  it('reuses its connections, file after file', async () => {
    const { link, server } = await opened(fileReply(BYTES));
    for (let file = 0; file < 20; file += 1) {
      await readBody((await link.openFile({ path: `/${file}` })).body);
    }
    // A connection is free a moment after its body has ended, so there may be a second one.
    expect(await server.connections()).toBeLessThanOrEqual(2);
  });

  it('does not hold the gate while a body streams', async () => {
    const { link, server } = await opened(fileReply(new Uint8Array(4_000_000)));
    const open = await Promise.all(
      Array.from({ length: 40 }, (_, file) => link.openFile({ path: `/${file}` })),
    );
    expect(server.callsTo(FILE).length).toBe(40);
    for (const { body } of open) body.destroy();
  });

  it('waits as long as Dropbox asks for, and then repeats the call', async () => {
    const { link, server } = await opened((call) =>
      call.index < 3
        ? { status: 429, headers: { 'retry-after': '300' }, body: 'too many' }
        : fileReply(BYTES)(call),
    );
    await readBody((await link.openFile({ path: '/a' })).body).catch(() => undefined);
    expect(server.callsTo(FILE).length).toBe(4);
  });

  it('stops when it is aborted, before the head and in the body', async () => {
    let requested = () => {};
    const arrived = new Promise<void>((resolve) => {
      requested = resolve;
    });
    const { link } = await opened((call) => {
      if (call.index === 0) {
        requested();
        return () => undefined;
      }
      return (response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('abc');
      };
    });
    const early = new AbortController();
    const waiting = link.openFile({ path: '/a', signal: early.signal });
    await arrived;
    early.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });

    const late = new AbortController();
    const { body } = await link.openFile({ path: '/a', signal: late.signal });
    const reason = new AppError('folder-gone', 'Unplugged.');
    late.abort(reason);
    await expect(readBody(body).catch((error: unknown) => mapBodyError(error))).resolves.toBe(
      reason,
    );
  });

  it('distinguishes a cut body from a stalled one', async () => {
    const { link } = await opened(
      (call) => (response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('abc');
        if (call.index === 0) setImmediate(() => response.destroy());
      },
      200,
    );
    for (const code of ['network', 'stalled']) {
      const { body } = await link.openFile({ path: '/a' });
      const error = await readBody(body).catch((thrown: unknown) => mapBodyError(thrown));
      expect(error).toMatchObject({ code });
    }
  });
});
