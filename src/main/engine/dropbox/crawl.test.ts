import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { crawl, type CrawlProgress } from './crawl.ts';
import { Gate } from './gate.ts';
import type { FolderListing } from './list-remote-folder.ts';
import { listFolders } from './list-folders.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

const EMPTY: FolderListing = { files: [], folders: [], skipped: [] };
const file = (path: string) => ({ path, size: 1, rev: null, contentHash: null });

/** A shared folder with these paths; paths of folders end with `/`. */
function shelf(paths: readonly string[], errors: Readonly<Record<string, AppError>> = {}) {
  const folders = new Map<string, { files: ReturnType<typeof file>[]; folders: string[] }>([
    ['', { files: [], folders: [] }],
  ]);
  const folder = (path: string): { files: ReturnType<typeof file>[]; folders: string[] } => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const made = { files: [], folders: [] };
    folders.set(path, made);
    folder(path.slice(0, path.lastIndexOf('/'))).folders.push(path);
    return made;
  };
  for (const path of paths) folder(path.slice(0, path.lastIndexOf('/'))).files.push(file(path));
  const asked: string[] = [];
  return {
    asked,
    async listFolder(path: string): Promise<FolderListing> {
      asked.push(path);
      await Promise.resolve();
      const error = errors[path];
      if (error !== undefined) throw error;
      const found = folders.get(path);
      if (found === undefined) throw new AppError('path-not-found', `${path} is not there.`);
      return { ...EMPTY, ...found };
    },
  };
}

const PATHS = [
  '/README.md',
  '/EPOCH01/b.fits',
  '/EPOCH01/a.fits',
  '/EPOCH01/QC/x/1.png',
  '/EPOCH02/c.fits',
  '/LEGACY/v0.6/old.fits',
];

describe('crawl', () => {
  it('lists every folder once, without LEGACY', async () => {
    const link = shelf(PATHS);
    const { files, problems } = await crawl(link);
    expect(files.map(({ path }) => path)).toEqual(
      PATHS.filter((path) => !path.startsWith('/LEGACY')).toSorted(),
    );
    expect(problems).toEqual([]);
    expect(link.asked.toSorted()).toEqual([
      '',
      '/EPOCH01',
      '/EPOCH01/QC',
      '/EPOCH01/QC/x',
      '/EPOCH02',
    ]);
  });

  it('lists LEGACY on request, or if a root lies in it', async () => {
    const all = await crawl(shelf(PATHS), { includeLegacy: true });
    expect(all.files.length).toBe(PATHS.length);
    const legacy = await crawl(shelf(PATHS), { roots: ['/LEGACY', '/LEGACY/v0.6'] });
    expect(legacy.files.map(({ path }) => path)).toEqual(['/LEGACY/v0.6/old.fits']);
  });

  it('reports its progress', async () => {
    const seen: CrawlProgress[] = [];
    await crawl(shelf(PATHS), { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ foldersDone }) => foldersDone)).toEqual([1, 2, 3, 4, 5]);
    expect(seen[0]).toEqual({ foldersDone: 1, foldersFound: 3, filesFound: 1 });
    expect(seen.at(-1)).toEqual({ foldersDone: 5, foldersFound: 5, filesFound: 5 });
  });

  it('reports a folder that cannot be listed, and lists the others', async () => {
    const link = shelf(PATHS, { '/EPOCH02': new AppError('path-not-found', '/EPOCH02 vanished.') });
    const { files, problems } = await crawl(link);
    expect(files.length).toBe(4);
    expect(problems).toEqual(['/EPOCH02 vanished.']);
  });

  it('reports entries that it leaves out', async () => {
    const { problems } = await crawl({
      listFolder: () =>
        Promise.resolve({
          ...EMPTY,
          skipped: [
            { path: '/X/paper', why: 'not-downloadable' },
            { path: '/X/..', why: 'impossible-name' },
          ],
        }),
    });
    expect(problems).toEqual([
      expect.stringMatching(/^\/X\/paper can only be viewed/),
      expect.stringMatching(/^An entry of \/X has an impossible file name/),
    ]);
  });

  it.each(['network', 'link-denied', 'cancelled', 'server-error'] as const)(
    'fails with the error %s instead of returning half a listing',
    async (code) => {
      const error = new AppError(code, 'x');
      await expect(crawl(shelf(PATHS, { '/EPOCH01/QC': error }))).rejects.toBe(error);
    },
  );

  it('fails with an unexpected error, too', async () => {
    const bug = new TypeError('bug');
    await expect(crawl({ listFolder: () => Promise.reject(bug) })).rejects.toBe(bug);
  });

  it('lists 1,670 folders at 50 ms each in less than a tenth of the sequential time', async () => {
    const clock = new VirtualClock();
    const gate = new Gate({ clock });
    const epochs = Array.from({ length: 10 }, (_, epoch) => `/EPOCH${epoch}`);
    const paths = Array.from({ length: 1_659 }, (_, index) => `${epochs[index % 10]}/f${index}/a`);
    const link = shelf(paths);
    const startMs = clock.now();
    const slow = {
      listFolder: (path: string) =>
        gate.run(async () => {
          await clock.delay(50);
          return link.listFolder(path);
        }),
    };
    const { files } = await clock.runFor(crawl(slow));
    expect(files.length).toBe(1_659);
    expect(link.asked.length).toBe(1_670);
    expect(clock.now() - startMs).toBeLessThan((1_670 * 50) / 10);
  });
});

describe('listFolders', () => {
  it('lists only these folders, each once, and reports missing ones', async () => {
    const link = shelf(PATHS);
    const seen: CrawlProgress[] = [];
    const listed = await listFolders(link, ['/EPOCH01', '/nowhere', '/EPOCH02', '/EPOCH01'], {
      onProgress: (progress) => seen.push(progress),
    });
    expect(listed.files.map(({ path }) => path)).toEqual([
      '/EPOCH01/a.fits',
      '/EPOCH01/b.fits',
      '/EPOCH02/c.fits',
    ]);
    expect(listed).toMatchObject({ missing: ['/nowhere'], problems: [] });
    expect(link.asked.toSorted()).toEqual(['/EPOCH01', '/EPOCH02', '/nowhere']);
    expect(seen.at(-1)).toEqual({ foldersDone: 3, foldersFound: 3, filesFound: 3 });
  });

  it('fails with an error that concerns more than one folder', async () => {
    const error = new AppError('network', 'x');
    await expect(listFolders(shelf(PATHS, { '/EPOCH01': error }), ['/EPOCH01'])).rejects.toBe(
      error,
    );
  });
});
