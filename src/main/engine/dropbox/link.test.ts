import { onTestFinished, describe, expect, it } from 'vitest';
import { readBody } from '#main/engine/wire/testing/read-body.ts';
import { connect, CREDENTIALS } from './testing/connect.ts';
import { openedLink } from './testing/opened-link.ts';
import {
  FILE,
  fileEntry,
  fileReply,
  folderMetadata,
  LIST,
  METADATA,
  page,
  routeFailure,
} from './testing/replies.ts';
import type { Reply } from './testing/scripted-server.ts';
import { InstantClock } from './testing/instant-clock.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

describe('openLink', () => {
  it('makes one call with the password, and returns the folder’s name', async () => {
    const { server, dropbox } = await connect(() => folderMetadata, onTestFinished);
    const link = await dropbox.openLink();
    expect(link.info).toEqual({ name: 'VAST Pilot' });
    expect(server.calls.map(({ route, arg, token }) => ({ route, arg, token }))).toEqual([
      {
        route: METADATA,
        arg: { url: CREDENTIALS.sharedUrl, link_password: CREDENTIALS.password },
        token: CREDENTIALS.accessToken,
      },
    ]);
  });

  it('makes exactly one call with a wrong password, however many callers there are', async () => {
    const { server, dropbox } = await connect(
      () => routeFailure('shared_link_access_denied'),
      onTestFinished,
    );
    const denied = { code: 'link-denied', message: expect.stringMatching(/^Wrong password\./) };
    await Promise.all(
      [1, 2, 3, 4, 5].map(() => expect(dropbox.openLink()).rejects.toMatchObject(denied)),
    );
    await expect(dropbox.openLink()).rejects.toMatchObject(denied);
    expect(server.calls.length).toBe(1);
    expect(dropbox.gate.state()).toMatchObject({ kind: 'stopped', error: denied });
  });

  it.each([[{ ...CREDENTIALS, password: '' }, { url: CREDENTIALS.sharedUrl }]])(
    'sends no password if there is none',
    async (credentials, arg) => {
      const { server, dropbox } = await connect(() => folderMetadata, onTestFinished, {
        credentials,
      });
      await dropbox.openLink();
      expect(server.calls[0]!.arg).toEqual(arg);
    },
  );

  it.each([
    [{ '.tag': 'file', name: 'a.fits' }, /single file/],
    [
      { '.tag': 'folder', name: 'x', link_permissions: { allow_download: false } },
      /does not allow downloads/,
    ],
  ])('refuses an unusable link', async (body, message) => {
    const { server, dropbox } = await connect(() => ({ body }), onTestFinished);
    const refusal = { code: 'link-unsupported', message: expect.stringMatching(message) };
    await expect(dropbox.openLink()).rejects.toMatchObject(refusal);
    await expect(dropbox.openLink()).rejects.toMatchObject(refusal);
    expect(server.calls.length).toBe(1);
  });

  it('opens a link with less metadata', async () => {
    const { dropbox } = await connect(
      () => ({ body: { '.tag': 'folder', name: 'x' } }),
      onTestFinished,
    );
    await expect(dropbox.openLink()).resolves.toMatchObject({ info: { name: 'x' } });
  });

  it.each([
    [{ status: 200, body: '<html>Please sign in</html>' }, 'not-dropbox'],
    [{ status: 200, body: 'OK' }, 'not-dropbox'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:9/login' } }, 'not-dropbox'],
    [(response) => void response.destroy(), 'network'],
    [(response) => void response.end('{"half'), 'not-dropbox'],
  ] satisfies readonly (readonly [Reply, string])[])(
    'makes one call if another system answers: %j',
    async (reply, code) => {
      const { server, dropbox } = await connect(() => reply, onTestFinished);
      await expect(dropbox.openLink()).rejects.toMatchObject({ code });
      expect(server.calls.length).toBe(1);
      expect(dropbox.gate.state().kind).toBe('open');
    },
  );

  it('retries after server errors, which do not count as password attempts', async () => {
    const clock = new InstantClock();
    const { server, dropbox } = await connect(
      (call) => (call.index < 2 ? { status: 503, body: '<html>' } : folderMetadata),
      onTestFinished,
      { clock, random: () => 0 },
    );
    await dropbox.openLink();
    expect(server.calls.length).toBe(3);
    expect(clock.delays).toEqual([250, 500]);
  });

  it('stops when it is aborted', async () => {
    const { dropbox } = await connect(() => () => undefined, onTestFinished);
    const abort = new AbortController();
    const opening = dropbox.openLink(abort.signal);
    abort.abort();
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a missing path', () => {
  it('is only a missing path while the link is known to be valid', async () => {
    const { link, server } = await openedLink(() => routeFailure('shared_link_not_found'));
    await expect(link.openFile({ path: '/a' })).rejects.toMatchObject({ code: 'path-not-found' });
    await expect(link.openFile({ path: '/b' })).rejects.toMatchObject({ code: 'path-not-found' });
    expect(server.callsTo(METADATA).length).toBe(1);
  });

  it('causes one check of the link after a while, which may show that the link is gone', async () => {
    let gone = false;
    const { link, server, clock, dropbox } = await openedLink(({ route }) =>
      route === METADATA && !gone ? folderMetadata : routeFailure('shared_link_not_found'),
    );
    clock.set(clock.now() + 61_000);
    await Promise.all(
      ['/a', '/b', '/c'].map((path) =>
        expect(link.openFile({ path })).rejects.toMatchObject({ code: 'path-not-found' }),
      ),
    );
    expect(server.callsTo(METADATA).length).toBe(2);
    gone = true;
    clock.set(clock.now() + 61_000);
    await expect(link.openFile({ path: '/d' })).rejects.toMatchObject({ code: 'link-not-found' });
    expect(dropbox.gate.state()).toMatchObject({
      kind: 'stopped',
      error: { code: 'link-not-found' },
    });
  });
});

describe('relist', () => {
  it('returns the current entry of the listing', async () => {
    const { link, server } = await openedLink(({ arg }) =>
      arg['path'] === '/gone'
        ? routeFailure('path', 'not_found')
        : page([fileEntry('a', { rev: 'new' })]),
    );
    await expect(link.relist('/X/a')).resolves.toMatchObject({ path: '/X/a', rev: 'new' });
    await expect(link.relist('/X/b')).resolves.toBeNull();
    await expect(link.relist('/a')).resolves.toMatchObject({ path: '/a' });
    await expect(link.relist('/gone/a')).resolves.toBeNull();
    expect(server.callsTo(LIST).map(({ arg }) => arg['path'])).toEqual(['/X', '/X', '', '/gone']);
  });
});

describe('a rate-limit refusal', () => {
  it('pauses listings and downloads, and both continue after it', async () => {
    let refusals = 1;
    const clock = new VirtualClock();
    const { link, server, dropbox } = await openedLink((call) => {
      if (call.route === LIST && refusals-- > 0) {
        return {
          status: 429,
          body: { error: { reason: { '.tag': 'too_many_requests' }, retry_after: 300 } },
        };
      }
      return call.route === FILE ? fileReply(new Uint8Array(3))(call) : page([]);
    }, clock);
    const listing = link.listFolder('/X');
    await expect.poll(() => dropbox.gate.state().kind).toBe('paused');
    const file = link.openFile({ path: '/a' });
    await clock.runUntil(clock.now() + 299_000);
    expect(server.calls.map(({ route }) => route)).toEqual([METADATA, LIST]);
    await clock.runUntil(clock.now() + 2_000);
    await expect(listing).resolves.toMatchObject({ files: [] });
    await readBody((await file).body);
    expect(server.callsTo(LIST).length).toBe(2);
    expect(server.callsTo(FILE).length).toBe(1);
  });
});
