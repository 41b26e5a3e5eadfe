import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from './testing/connect.ts';
import { openedLink } from './testing/opened-link.ts';
import { CONTINUE, fileEntry, folderEntry, LIST, page, routeFailure } from './testing/replies.ts';

describe('listFolder', () => {
  it('returns all pages, even after empty ones, with paths made only of names', async () => {
    const variants = [
      { path_lower: null, path_display: null },
      { path_lower: '/home/astro/vast/epoch01', path_display: '/Home/Astro/VAST/EPOCH01' },
      { path_lower: '/vast pilot/epoch01' },
    ];
    const { link, server } = await openedLink(({ route, arg }) => {
      if (route === LIST) return page([fileEntry('a.fits', variants[0])], 'one');
      if (arg['cursor'] === 'one') return page([], 'two');
      if (arg['cursor'] === 'two') {
        return page(
          [fileEntry('b ü.fits', variants[1]), { ...folderEntry('QC'), ...variants[2] }],
          'three',
        );
      }
      return page([
        fileEntry('c.fits', { size: 2 ** 52, content_hash: undefined, rev: undefined }),
      ]);
    });
    const listing = await link.listFolder('/EPOCH01');
    expect(listing).toEqual({
      files: [
        { path: '/EPOCH01/a.fits', size: 10, rev: '0123456789abc', contentHash: 'a'.repeat(64) },
        { path: '/EPOCH01/b ü.fits', size: 10, rev: '0123456789abc', contentHash: 'a'.repeat(64) },
        { path: '/EPOCH01/c.fits', size: 2 ** 52, rev: null, contentHash: null },
      ],
      folders: ['/EPOCH01/QC'],
      skipped: [],
    });
    expect(server.callsTo(LIST).map(({ arg }) => arg)).toEqual([
      {
        path: '/EPOCH01',
        limit: 2000,
        recursive: false,
        shared_link: { url: CREDENTIALS.sharedUrl, password: CREDENTIALS.password },
      },
    ]);
    expect(server.callsTo(CONTINUE).map(({ arg }) => arg)).toEqual([
      { cursor: 'one' },
      { cursor: 'two' },
      { cursor: 'three' },
    ]);
  });

  it('lists the root by its empty path', async () => {
    const { link, server } = await openedLink(() =>
      page([fileEntry('README.md'), folderEntry('EPOCH01')]),
    );
    await expect(link.listFolder('')).resolves.toMatchObject({
      files: [{ path: '/README.md' }],
      folders: ['/EPOCH01'],
    });
    expect(server.callsTo(LIST)[0]!.arg).toMatchObject({ path: '' });
  });

  it('reports entries that cannot be downloaded, ignores unknown ones, and accepts odd values', async () => {
    const { link } = await openedLink(() =>
      page([
        fileEntry('paper.paper', { is_downloadable: false }),
        fileEntry('..'),
        fileEntry('a/b'),
        folderEntry('.'),
        folderEntry(''),
        { '.tag': 'deleted', name: 'gone' },
        { '.tag': 'symlink', name: 'new kind' },
        fileEntry('odd', { size: -1, content_hash: 'short', rev: 7 }),
      ]),
    );
    const { files, folders, skipped } = await link.listFolder('/X');
    expect(files).toEqual([{ path: '/X/odd', size: null, rev: null, contentHash: null }]);
    expect(folders).toEqual([]);
    expect(skipped).toEqual([
      { path: '/X/paper.paper', why: 'not-downloadable' },
      { path: '/X/..', why: 'impossible-name' },
      { path: '/X/a/b', why: 'impossible-name' },
      { path: '/X/.', why: 'impossible-name' },
      { path: '/X/', why: 'impossible-name' },
    ]);
  });

  it('starts over when Dropbox has lost its position, without duplicates', async () => {
    let resets = 2;
    const { link, server } = await openedLink(({ route }) => {
      if (route === LIST) return page([fileEntry('a')], 'cursor');
      resets -= 1;
      return resets >= 0 ? routeFailure('reset') : page([fileEntry('b')]);
    });
    const { files } = await link.listFolder('/X');
    expect(files.map(({ path }) => path)).toEqual(['/X/a', '/X/b']);
    expect(server.callsTo(LIST).length).toBe(3);
  });

  it('does not start over forever', async () => {
    const { link, server } = await openedLink(({ route }) =>
      route === LIST ? page([], 'cursor') : routeFailure('reset'),
    );
    await expect(link.listFolder('/X')).rejects.toMatchObject({ code: 'cursor-reset' });
    expect(server.callsTo(LIST).length).toBe(4);
  });

  it('fails for a listing that has no end', async () => {
    const { link, server } = await openedLink(() => page([], 'again'));
    await expect(link.listFolder('/X')).rejects.toMatchObject({
      code: 'api',
      message: expect.stringMatching(/\/X.*no end/),
    });
    expect(server.calls.length).toBeLessThan(200);
  });
});
