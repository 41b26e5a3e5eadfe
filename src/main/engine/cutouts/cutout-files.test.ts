import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CENTRE,
  type CuttingRoom,
  FIELD,
  IMAGE,
  openCuttingRoom,
  OTHER,
} from './testing/cutting-room.ts';

const NORTH = { ...CENTRE, name: 'A', decDeg: 1 };
const SOUTH = { ...CENTRE, name: 'a', decDeg: -1.25 };
const WHERE = `EPOCH01.${FIELD}.I.fits`;

/** What comes of sources in the first image: outcome and file of each. */
async function cut(room: CuttingRoom, ...sources: readonly (typeof CENTRE)[]) {
  const images = [{ path: IMAGE, sources: sources.map((_, index) => index) }];
  const { results, calls } = await room.cut({ sources, images });
  return { calls, files: results.map(({ outcome, file }) => `${outcome} ${file}`) };
}

describe('the files of like-named sources', () => {
  const [north, south] = [`A_139.65417+1.00000.${WHERE}`, `a_139.65417-1.25000.${WHERE}`];

  it('have names by position, whatever their place in the list', async () => {
    const room = await openCuttingRoom();
    expect((await cut(room, NORTH, SOUTH)).files).toEqual([`cut ${north}`, `cut ${south}`]);
    expect((await cut(room, SOUTH, CENTRE, NORTH)).files).toEqual([
      `kept ${south}`,
      `cut centre.${WHERE}`,
      `kept ${north}`,
    ]);
  });

  it('are found again by a part of the list', async () => {
    const room = await openCuttingRoom();
    await cut(room, NORTH, SOUTH);
    expect(await cut(room, SOUTH)).toEqual({ calls: 0, files: [`kept ${south}`] });
    expect(await cut(room, NORTH)).toEqual({ calls: 0, files: [`kept ${north}`] });
  });

  it('are not replaced by those of another run', async () => {
    const room = await openCuttingRoom();
    expect((await cut(room, NORTH)).files).toEqual([`cut A.${WHERE}`]);
    const bytes = readFileSync(join(room.output, `A.${WHERE}`));
    expect((await cut(room, { ...SOUTH, name: 'A' })).files).toEqual([
      `cut A_139.65417-1.25000.${WHERE}`,
    ]);
    expect(readFileSync(join(room.output, `A.${WHERE}`)).equals(bytes)).toBe(true);
    expect((await cut(room, SOUTH, NORTH)).files).toEqual([`cut ${south}`, `kept A.${WHERE}`]);
  });

  it('have numbers where the positions are alike, too', async () => {
    const room = await openCuttingRoom();
    expect((await cut(room, NORTH, NORTH)).files).toEqual([
      `cut A_139.65417+1.00000.${WHERE}`,
      `cut A_139.65417+1.00000_2.${WHERE}`,
    ]);
  });
});

describe('a cutout that is on disk', () => {
  const both = [IMAGE, OTHER].map((path) => ({ path, sources: [0], bytes: 1e6 }));

  async function withDownload() {
    const room = await openCuttingRoom();
    const downloadsFolder = join(room.folder, 'downloads');
    mkdirSync(dirname(join(downloadsFolder, OTHER)), { recursive: true });
    writeFileSync(join(downloadsFolder, OTHER), await room.demo.bytesOf(OTHER));
    return { room, downloadsFolder };
  }

  it('is known without a connection, if the shared link is', async () => {
    const { room, downloadsFolder } = await withDownload();
    await room.cut({ downloadsFolder, images: both });
    room.disconnect();
    const request = { downloadsFolder, images: both, linkKey: 'a link' };
    expect((await room.plan(request)).images).toMatchObject([{ kept: 1 }, { kept: 1 }]);
    const { results } = await room.cut(request);
    expect(results.map(({ outcome }) => outcome)).toEqual(['kept', 'kept']);
    const other = await room.cut({ ...request, linkKey: 'another link' });
    expect(other.results.map(({ outcome }) => outcome)).toEqual(['stopped', 'kept']);
  });

  it('from a file on disk is known whatever the link, by plan and cut alike', async () => {
    const { room, downloadsFolder } = await withDownload();
    const request = { downloadsFolder, images: [both[1]!] };
    room.disconnect();
    expect((await room.cut(request)).results).toMatchObject([{ outcome: 'cut', from: 'disk' }]);
    expect((await room.plan(request)).images).toMatchObject([{ kept: 1, from: 'none' }]);
    expect((await room.plan({ ...request, linkKey: 'a link' })).images).toMatchObject([
      { kept: 1 },
    ]);
    expect(readdirSync(room.output)).toHaveLength(1);
    expect(existsSync(join(room.output, `centre.EPOCH02.${FIELD}.I.fits`))).toBe(true);
  });
});
