import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { encodeMessage } from '#shared/ipc/message-codec.ts';
import {
  TOO_LONG,
  host,
  app,
  others,
  startHost,
  ownHost,
  signIn,
  type SocketChanges,
  openSocket,
  useHost,
  refusedWith,
  clientOver,
  expectToWork,
} from './testing/tiny-host.ts';

describe('the socket', () => {
  it('carries calls, typed arrays and events', async () => {
    const socket = await openSocket();
    const client = clientOver(socket);
    const values = Float64Array.from({ length: 50_000 }, (_, at) => at / 3);
    const answer = await client.call('double', { values });
    expect(answer).toEqual(values.map((value) => value * 2));
    const heard = new Promise((resolve) => client.on('ticked', resolve));
    app.tick(7);
    expect(await heard).toEqual({ revision: 7 });
  });

  it('works through a tunnel whose near end has another port', async () => {
    await expectToWork(await openSocket({ host: 'localhost:9' }));
  });

  it.each<[string, SocketChanges, number]>([
    ['without a cookie', { cookie: null }, 403],
    ['with a wrong cookie', { cookie: 'vast-pilot-1=wrong' }, 403],
    ['for a page of another site', { origin: 'http://attacker.example' }, 403],
    ['for a page at another port of this host', { origin: 'http://127.0.0.1:9' }, 403],
    ['for a page without an origin', { origin: 'null' }, 403],
    ['without an Origin', { origin: null }, 403],
    ['at another path', { path: '/other' }, 404],
  ])('is refused %s', async (_, changes, status) => {
    expect(await refusedWith(changes)).toBe(status);
    expect(app.clients).toBe(0);
  });

  it('is refused for a name that DNS was made to point here', async () => {
    const cookie = await signIn();
    const name = `attacker.example:${host.port}`;
    expect(await refusedWith({ host: name, cookie })).toBe(403);
  });

  it('takes the longest text that a page may send, though it is all line ends', async () => {
    const client = clientOver(await openSocket());
    expect(await client.call('lengthOf', { text: '\n'.repeat(MAX_TEXT_BYTES) })).toBe(
      MAX_TEXT_BYTES,
    );
  });

  it('closes after a message that is too long, and no other does', async () => {
    const [one, other] = [await openSocket(), await openSocket()];
    one.on('error', () => undefined);
    const closed = once(one, 'close');
    one.send(new Uint8Array(TOO_LONG));
    expect((await closed)[0]).toBe(1009);
    await expectToWork(other);
  });

  it.each<[string, Uint8Array | string, number]>([
    ['text', '{"kind":"call"}', 1003],
    ['nothing', new Uint8Array(0), 1007],
    ['a length that is not there', Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0, 123), 1007],
    ['no JSON', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 123), 1007],
    ['null', encodeMessage(null), 1007],
    ['a list of arrays that is none', Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0, 49, 49), 1007],
  ])('closes after a message that is %s, and no other does', async (_, message, code) => {
    const [one, other] = [await openSocket(), await openSocket()];
    const closed = once(one, 'close');
    one.send(message);
    expect((await closed)[0]).toBe(code);
    await expectToWork(other);
    expect(app.clients).toBe(1);
  });

  it('answers a call that does not exist with an error', async () => {
    const client = clientOver(await openSocket());
    await expect(client.call('toString' as 'double', null as never)).rejects.toThrow(
      'There is no call "toString"',
    );
  });

  it('answers with a failure if the answer cannot be sent, and stays open', async () => {
    const socket = await openSocket();
    const client = clientOver(socket);
    await expect(client.call('unsendable', null)).rejects.toThrow(
      'The answer to unsendable could not be sent',
    );
    const values = Float64Array.of(1);
    expect(await client.call('double', { values })).toEqual(Float64Array.of(2));
  });

  it('survives a connection that breaks in the middle', async () => {
    const socket = connectTcp(host.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`GET /socket HTTP/1.1\r\nHost: ${ownHost()}\r\nUpgrade: websocket\r\n`);
    socket.write('Connection: Upgrade\r\n\r\n');
    socket.resetAndDestroy();
    await expectToWork(await openSocket());
  });

  it('ends for a page that no longer answers', async () => {
    const other = await startHost({ beatMs: 20 });
    others.push(other);
    const first = host;
    useHost(other);
    const [silent, lively] = [await openSocket({ autoPong: false }), await openSocket()];
    useHost(first);
    expect((await once(silent, 'close'))[0]).toBe(1006);
    await expectToWork(lively);
  });
});
