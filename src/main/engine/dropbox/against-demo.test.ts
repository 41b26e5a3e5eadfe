import { describe, expect, it, onTestFinished } from 'vitest';
import { readBody } from '#main/engine/wire/testing/read-body.ts';
import type { DemoOptions } from '#demo/demo-options.ts';
import { startDemoServer } from '#demo/demo-server.ts';
import { crawl } from './crawl.ts';
import { createDropbox, type DropboxOptions } from './dropbox.ts';
import { InstantClock } from './testing/instant-clock.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

const FILE = 'sharing/get_shared_link_file';
const METADATA = 'sharing/get_shared_link_metadata';

/** A demo with a few files, and a Dropbox client for it. */
async function connected(options: DemoOptions = {}, more: Partial<DropboxOptions> = {}) {
  const demo = await startDemoServer({ survey: [], ...options });
  const { sharedUrl, password, accessToken, refreshToken, appKey } = demo;
  const dropbox = createDropbox({
    endpoint: demo.endpoint,
    credentials: { sharedUrl, password, accessToken, refreshToken, appKey },
    ...more,
  });
  onTestFinished(async () => {
    await dropbox.close();
    await demo.close();
  });
  return { demo, dropbox };
}

const extraFiles = {
  '/README.md': Buffer.from('read me'),
  '/EPOCH01/Größe 漢字 👩‍🚀 #1%.fits': 100_000,
  '/EPOCH01/empty.txt': 0,
  '/EPOCH01/COMBINED/a/b/c.fits': 10,
  ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`/EPOCH02/${index}.png`, index])),
};

describe('the Dropbox client with the demo server', () => {
  it.each([
    { pathStyle: 'null', pageSize: 7, emptyPages: true },
    { pathStyle: 'owner', pageSize: 3, overfullPages: true },
    { pathStyle: 'link' },
  ] satisfies readonly DemoOptions[])(
    'lists all files, whatever the pages look like: %j',
    async (pages) => {
      const { demo, dropbox } = await connected({ extraFiles, ...pages });
      const { files, problems } = await crawl(await dropbox.openLink(), { includeLegacy: true });
      const facts = new Map((await demo.files()).map((file) => [file.path, file]));
      expect(problems).toEqual([]);
      expect(files.length).toBe(facts.size);
      for (const { path, size, rev, contentHash } of files) {
        expect(facts.get(path)).toMatchObject({ size, rev, contentHash });
      }
    },
  );

  it('downloads any file and any range', async () => {
    const { demo, dropbox } = await connected({ extraFiles });
    const link = await dropbox.openLink();
    for (const [path, part] of [
      ['/EPOCH01/Größe 漢字 👩‍🚀 #1%.fits', {}],
      ['/EPOCH01/Größe 漢字 👩‍🚀 #1%.fits', { offset: 99_990 }],
      ['/EPOCH01/Größe 漢字 👩‍🚀 #1%.fits', { offset: 10, length: 70_000 }],
      ['/EPOCH01/empty.txt', {}],
      ['/README.md', { length: 4 }],
    ] as const) {
      const { offset = 0, length = Infinity }: { offset?: number; length?: number } = part;
      const bytes = await demo.bytesOf(path);
      const { body, ...head } = await link.openFile({ path, ...part });
      expect(Buffer.compare(await readBody(body), bytes.subarray(offset, offset + length))).toBe(0);
      expect(head).toMatchObject({ offset, totalBytes: bytes.length, size: bytes.length });
    }
  });

  it('makes one call with a wrong password, so that Dropbox does not lock the link', async () => {
    const { demo, dropbox } = await connected({ extraFiles, maxWrongPasswords: 2 });
    const { sharedUrl, accessToken, endpoint } = demo;
    const wrong = createDropbox({
      endpoint,
      credentials: { sharedUrl, accessToken, password: 'no', refreshToken: null, appKey: null },
    });
    onTestFinished(() => wrong.close());
    await expect(wrong.openLink()).rejects.toMatchObject({ code: 'link-denied' });
    await expect(wrong.openLink()).rejects.toMatchObject({ code: 'link-denied' });
    await expect(dropbox.openLink()).resolves.toBeDefined();
    expect(demo.calls.of(METADATA).length).toBe(2);
  });

  it('makes one call after the password changed during downloads', async () => {
    const { demo, dropbox } = await connected({ extraFiles });
    const link = await dropbox.openLink();
    const before = demo.calls.counts.total;
    demo.changePassword('another');
    const fetchOne = () => link.openFile({ path: '/README.md' });
    await expect(fetchOne()).rejects.toMatchObject({ code: 'link-denied' });
    await expect(fetchOne()).rejects.toMatchObject({ code: 'link-denied' });
    await expect(link.listFolder('')).rejects.toMatchObject({ code: 'link-denied' });
    expect(demo.calls.counts.total).toBe(before + 1);
  });

  it('renews a token once during a crawl, and stops when the renewal is refused', async () => {
    const { demo, dropbox } = await connected({ extraFiles });
    const link = await dropbox.openLink();
    demo.expireAccessTokens();
    expect((await crawl(link)).files.length).toBeGreaterThan(50);
    expect(demo.calls.of('oauth2/token').length).toBe(1);
    demo.expireAccessTokens();
    demo.revokeRefreshTokens();
    await expect(crawl(link)).rejects.toMatchObject({ code: 'sign-in-revoked' });
    expect(demo.calls.of('oauth2/token').length).toBe(2);
  });

  it('makes no call during a pause, and still lists everything', async () => {
    const clock = new VirtualClock();
    const { demo, dropbox } = await connected(
      {
        extraFiles,
        faults: [
          {
            fault: { kind: 'rate-limit', seconds: 300 },
            route: 'files/list_folder',
            times: 1,
          },
        ],
      },
      { clock },
    );
    const link = await dropbox.openLink();
    const pause = new Promise<number>((resolve) => {
      dropbox.gate.onChange((state) => state.kind === 'paused' && resolve(state.untilMs));
    });
    const crawling = crawl(link);
    const untilMs = await pause;
    expect(untilMs).toBe(clock.now() + 300_000);
    await demo.calls.until(({ counts }) => counts.inFlight === 0);
    const before = demo.calls.counts.total;
    await clock.runUntil(untilMs - 1);
    const file = link.openFile({ path: '/README.md' });
    await clock.settle();
    expect(demo.calls.counts.total).toBe(before);
    await clock.runUntil(untilMs);
    expect((await crawling).files.length).toBeGreaterThan(50);
    await readBody((await file).body).catch(() => undefined);
    expect(demo.calls.counts.byStatus).toMatchObject({ 429: 1 });
  });

  it.each([
    [{ kind: 'portal' }, 'not-dropbox'],
    [{ kind: 'server-error' }, 'server-error'],
    [{ kind: 'bad-request' }, 'api'],
    [{ kind: 'not-satisfiable' }, 'range-refused'],
    [{ kind: 'api-error', tag: 'path/not_found' }, 'path-not-found'],
    [{ kind: 'api-error', tag: 'shared_link_is_directory' }, 'path-not-found'],
    [{ kind: 'api-error', tag: 'tag_of_tomorrow' }, 'api'],
    [{ kind: 'unauthorized', tag: 'missing_scope' }, 'scope-missing'],
    [{ kind: 'unauthorized', tag: 'invalid_access_token' }, 'sign-in-invalid'],
  ] as const)('knows the fault %j', async (fault, code) => {
    const { demo, dropbox } = await connected({ extraFiles, faults: [{ fault, route: FILE }] });
    const link = await dropbox.openLink();
    await expect(link.openFile({ path: '/README.md' })).rejects.toMatchObject({ code });
    expect(demo.calls.of(FILE).length).toBe(1);
  });

  it('continues a crawl after server errors', async () => {
    const { dropbox } = await connected(
      {
        extraFiles,
        faults: [
          { fault: { kind: 'server-error', status: 502 }, route: 'files/list_folder', times: 3 },
        ],
      },
      { clock: new InstantClock() },
    );
    const { files, problems } = await crawl(await dropbox.openLink());
    expect(files.length).toBeGreaterThan(50);
    expect(problems).toEqual([]);
  });
});
