import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { AppError } from '#shared/errors/app-error.ts';
import { newAccessKeys } from './access.ts';
import {
  TOO_LONG,
  folder,
  host,
  app,
  others,
  startHost,
  ask,
  signIn,
  openSocket,
  expectToWork,
  useHost,
} from './testing/tiny-host.ts';

describe('start and end', () => {
  it('reports a port that is in use before the app starts', async () => {
    let started = false;
    const startApp = async () => {
      started = true;
      return app.windowApp;
    };
    await expect(startHost({ port: host.port, startApp })).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`Port ${host.port}`),
    });
    await expect(startHost({ rendererFolder: folder, startApp })).rejects.toThrow('npm run build');
    expect(started).toBe(false);
  });

  it('lets a page in that had the key before a restart, and not after the key was renewed', async () => {
    await host.close();
    const keys = newAccessKeys();
    useHost(await startHost({ keys }));
    const { port } = host;
    const Cookie = await signIn();
    await host.close();
    useHost(await startHost({ keys, port }));
    expect((await ask('/', { Cookie })).status).toBe(200);
    await expectToWork(await openSocket({ cookie: Cookie }));
    await host.close();
    useHost(await startHost({ keys: newAccessKeys(), port }));
    expect((await ask('/', { Cookie })).status).toBe(403);
  });

  it('takes a free port if its last one is in use and no port was named', async () => {
    const other = await startHost({ port: host.port, anyPortWillDo: true });
    others.push(other);
    expect(other.port).not.toBe(host.port);
    expect((await fetch(other.url, { redirect: 'manual' })).status).toBe(303);
  });

  it('releases the port if the app does not start', async () => {
    const { port } = host;
    await host.close();
    const startApp = () => Promise.reject(new AppError('in-use', 'Another one runs.'));
    await expect(startHost({ port, startApp })).rejects.toThrow('Another one runs.');
    useHost(await startHost({ port }));
    await expectToWork(await openSocket());
  });

  it('closes the app though a page sends a frame that is invalid while it says goodbye', async () => {
    const socket = await openSocket();
    socket.on('error', () => undefined);
    const goodbye = once(socket, 'close');
    const closing = host.close();
    // Too long for the host: its socket reports an error, and closes after that.
    socket.send(new Uint8Array(TOO_LONG));
    await expect(closing).resolves.toBeUndefined();
    await goodbye;
    expect(app.closed).toBe(true);
  });

  it('closes the app though a page cannot be let go', async () => {
    await openSocket();
    vi.spyOn(WebSocket.prototype, 'close').mockImplementationOnce(() => {
      throw new Error('This socket is broken.');
    });
    await expect(host.close()).rejects.toThrow('This socket is broken.');
    expect(app.closed).toBe(true);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
    vi.restoreAllMocks();
    useHost(await startHost());
  });

  it('ends sockets and connections, then the app', async () => {
    const socket = await openSocket();
    const idle = connectTcp(host.port, '127.0.0.1');
    await once(idle, 'connect');
    const ends = Promise.all([once(socket, 'close'), once(idle, 'close')]);
    await Promise.all([host.close(), host.close()]);
    const [[code]] = await ends;
    expect(code).toBe(1001);
    expect(app.clients).toBe(0);
    expect(app.closed).toBe(true);
    await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  });
});
