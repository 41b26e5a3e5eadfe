import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import { listingOf } from '#shared/survey/listing.ts';
import { type DemoServer, startDemoServer } from './demo-server.ts';
import { demoObservations } from '../shared/survey/demo-observations.ts';
import { createSurveyFiles } from './products/survey-file.ts';
import { createTestClient, pageOf, summaryOf, type TestClient, withDemo } from './test-client.ts';

const readAll = async (client: TestClient, limit: number) => {
  let page = pageOf(await client.list('/folder', { limit }));
  const pages = [page.entries];
  while (page.has_more) {
    page = pageOf(await client.rpc('files/list_folder/continue', { cursor: page.cursor }));
    pages.push(page.entries);
  }
  return pages;
};

describe('the survey of a tiny demo', () => {
  let demo: DemoServer;
  let client: TestClient;
  beforeAll(async () => {
    demo = await startDemoServer({ survey: 'tiny' });
    client = createTestClient(demo);
  });
  afterAll(() => demo.close());

  it('is found by listing folder after folder, with the paths of the real survey', async () => {
    const found: string[] = [];
    const folders = [''];
    for (const folder of folders) {
      const { entries, has_more } = pageOf(await client.list(folder));
      expect(has_more).toBe(false);
      for (const entry of entries) {
        const path = `${folder}/${String(entry['name'])}`;
        if (entry['.tag'] === 'folder') folders.push(path);
        else found.push(path);
      }
    }
    const released = found.filter((path) => !path.startsWith('/LEGACY/'));
    expect(released.toSorted()).toEqual([...listingOf(demoObservations('tiny'))].toSorted());
    expect(found).toContain(
      '/LEGACY/v0.6/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits',
    );
    expect(folders).toContain('/LEGACY/EPOCH01_v0.2/COMBINED/STOKESI_BANE_RMSMAPS');
  });

  it('serves every file with the size and hash of its listing', async () => {
    const folder = '/EPOCH02/COMBINED/STOKESV_SELAVY';
    const { entries } = pageOf(await client.list(folder));
    expect(entries.length).toBe(16);
    for (const { name, size, content_hash, rev } of entries) {
      const { body, headers, status } = await client.fetch(`${folder}/${String(name)}`);
      expect(status).toBe(200);
      expect(body.length).toBe(size);
      expect(contentHashOf(body)).toBe(content_hash);
      expect(headers['etag']).toBe(`W/"${String(rev)}"`);
      const told: unknown = JSON.parse(String(headers['dropbox-api-result']));
      expect(told).toMatchObject({ '.tag': 'file', name, size, rev });
      expect(told).not.toHaveProperty('content_hash');
    }
  });

  it('reports the true size and hash of every file', async () => {
    const files = await demo.files();
    expect(files.map(({ path }) => path)).toContain('/README.md');
    const table = files.find(({ path }) => path === '/EPOCH01/VAST_epoch1.csv')!;
    const bytes = await demo.bytesOf(table.path);
    expect(bytes.length).toBe(table.size);
    expect(contentHashOf(bytes)).toBe(table.contentHash);
  });

  it('is the same again from the same seed, and another one from another', async () => {
    const path = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';
    // Made again, because servers of one process share what they have made.
    const observations = demoObservations('tiny');
    const hashWith = (seed: number): string =>
      contentHashOf(createSurveyFiles({ seed, scale: 1, observations })(path, '')!);
    const own = contentHashOf(await demo.bytesOf(path));
    expect(hashWith(1)).toBe(own);
    expect(hashWith(2)).not.toBe(own);
  });

  it('keeps its files when another demo of the same survey changes or removes them', async () => {
    const [changed, removed] = (await demo.files()).map(({ path }) => path) as [string, string];
    const before = await demo.files();
    const other = await startDemoServer({ survey: 'tiny' });
    other.changeFile(changed);
    other.removeFile(removed);
    const theirs = await other.files();
    const own = await demo.bytesOf(changed);
    const changedBytes = await other.bytesOf(changed);
    await other.close();
    expect(theirs.map(({ path }) => path)).not.toContain(removed);
    expect(changedBytes).not.toEqual(own);
    expect(await demo.files()).toEqual(before);
  });
});

describe('listing', () => {
  const extraFiles = Object.fromEntries(
    Array.from({ length: 25 }, (_, i) => [`/Folder/file-${String(i).padStart(2, '0')}`, 10 + i]),
  );

  it.each([
    [{}, [10, 10, 5]],
    [{ pageSize: 8 }, [8, 8, 8, 1]],
    [{ emptyPages: true }, [0, 10, 10, 5]],
    [{ overfullPages: true }, [11, 11, 3]],
  ])('comes in pages (%j)', async (habits, sizes) => {
    await withDemo({ extraFiles, ...habits }, async (_demo, client) => {
      const pages = await readAll(client, 10);
      expect(pages.map((entries) => entries.length)).toEqual(sizes);
      const names = pages.flat().map((entry) => `/Folder/${String(entry['name'])}`);
      expect(names).toEqual(Object.keys(extraFiles));
    });
  });

  it.each([
    ['null', null, null],
    ['owner', '/vast/releases/folder/file-00', '/VAST/Releases/Folder/file-00'],
    ['link', '/vast_pilot/folder/file-00', '/VAST_PILOT/Folder/file-00'],
  ] as const)('writes paths in the style %s', async (pathStyle, lower, display) => {
    await withDemo({ extraFiles, pathStyle }, async (_demo, client) => {
      const [entry] = pageOf(await client.list('/Folder', { limit: 1 })).entries;
      expect(entry).toMatchObject({ path_lower: lower, path_display: display });
    });
  });

  it('refuses what Dropbox refuses', async () => {
    await withDemo({ extraFiles }, async (demo, client) => {
      expect(await client.list('/')).toMatchObject({ status: 400 });
      expect(await client.list('Folder')).toMatchObject({ status: 400 });
      expect(await client.list('/Folder', { limit: 2001 })).toMatchObject({ status: 400 });
      expect(await client.list('', { recursive: true })).toMatchObject({ status: 400 });
      expect(summaryOf(await client.list('/none'))).toBe('path/not_found');
      expect(summaryOf(await client.list('/Folder/file-00'))).toBe('path/not_folder');
      const badCursor = await client.rpc('files/list_folder/continue', { cursor: 'x' });
      expect(badCursor.status).toBe(400);
      expect(demo.calls.counts.byRoute).toEqual({
        'files/list_folder': 6,
        'files/list_folder/continue': 1,
      });
    });
  });
});

describe('names', () => {
  it('may be anything, and twins in case or Unicode form stay apart', async () => {
    const names = [
      'a',
      'A',
      'caf\u00e9',
      'cafe\u0301',
      '..',
      'with space',
      '\u{1f52d}',
      'tab\there',
    ];
    const extraFiles = Object.fromEntries(names.map((name, i) => [`/Odd/${name}`, 100 + i]));
    await withDemo({ extraFiles }, async (_demo, client) => {
      const { entries } = pageOf(await client.list('/Odd'));
      expect(entries.map(({ name }) => name)).toEqual(names.toSorted());
      for (const [i, name] of names.entries()) {
        const { body, headers } = await client.fetch(`/Odd/${name}`);
        expect(body.length).toBe(100 + i);
        expect(String(headers['dropbox-api-result'])).toMatch(/^[\x20-\x7e]*$/);
      }
    });
  });
});

describe('content', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
  const extraFiles = { '/file': bytes, '/empty': 0, '/big': 9_000_000 };

  it.each([
    ['bytes=0-99', 206, 'bytes 0-99/1000', [0, 100]],
    ['bytes=990-', 206, 'bytes 990-999/1000', [990, 1000]],
    ['bytes=-5', 206, 'bytes 995-999/1000', [995, 1000]],
    ['bytes=990-5000', 206, 'bytes 990-999/1000', [990, 1000]],
    ['bytes=1000-', 200, undefined, [0, 1000]],
    ['bytes=5-3', 200, undefined, [0, 1000]],
    ['bytes=0-1,5-6', 200, undefined, [0, 1000]],
  ] as const)('answers Range %s with %i', async (range, status, contentRange, [start, end]) => {
    await withDemo({ extraFiles }, async (_demo, client) => {
      const answer = await client.fetch('/FILE', { Range: range });
      expect(answer.status).toBe(status);
      expect(answer.headers['content-range']).toBe(contentRange);
      expect(answer.headers['accept-ranges']).toBe('bytes');
      expect(answer.body).toEqual(Buffer.from(bytes.subarray(start, end)));
      expect(answer.headers['content-length']).toBe(String(end - start));
    });
  });

  it('serves empty files, and big ones part by part as in one go', async () => {
    await withDemo({ extraFiles }, async (demo, client) => {
      const empty = await client.fetch('/empty');
      expect(empty).toMatchObject({ status: 200, complete: true });
      expect(empty.body.length).toBe(0);
      const whole = await client.fetch('/big');
      const tail = await client.fetch('/big', { Range: 'bytes=4194000-' });
      expect(tail.body.equals(whole.body.subarray(4_194_000))).toBe(true);
      const facts = (await demo.files()).find(({ path }) => path === '/big')!;
      expect(contentHashOf(whole.body)).toBe(facts.contentHash);
    });
  });

  it('refuses folders and what is not there', async () => {
    await withDemo({ extraFiles: { '/Folder/file': 1 } }, async (_demo, client) => {
      expect(summaryOf(await client.fetch('/Folder'))).toBe('shared_link_is_directory');
      expect(summaryOf(await client.fetch('/none'))).toBe('shared_link_not_found');
    });
  });

  it('changes with a new revision and is gone when it is removed', async () => {
    await withDemo({ extraFiles }, async (demo, client) => {
      for (const path of ['/file', '/big']) {
        const before = await client.fetch(path);
        demo.changeFile(path);
        const after = await client.fetch(path);
        expect(after.headers['etag']).not.toBe(before.headers['etag']);
        expect(after.body.equals(before.body)).toBe(false);
      }
      demo.removeFile('/file');
      expect(summaryOf(await client.fetch('/file'))).toBe('shared_link_not_found');
      demo.reset();
      expect((await client.fetch('/file')).body).toEqual(Buffer.from(bytes));
    });
  });
});

describe('starting', () => {
  it('says so when the port is taken', async () => {
    await withDemo({}, async (demo) => {
      const port = Number(new URL(demo.endpoint).port);
      await expect(startDemoServer({ survey: [], port })).rejects.toThrow(`Port ${port}`);
    });
  });
});
