import { describe, expect, it, vi } from 'vitest';
import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { CutoutCell } from '#shared/ipc/contract.ts';
import { createWallLoader, type WallCalls, type WallContent } from './wall-loader.ts';

const cell = (path: string, file: string | null = path): CutoutCell =>
  ({ path, file }) as CutoutCell;
const stamp = { width: 1 } as Stamp;

function wall(calls: Partial<WallCalls>) {
  const contents: WallContent[] = [];
  const problems: unknown[] = [];
  const loader = createWallLoader(
    { cells: async () => [], stamp: async () => stamp, ...calls },
    (content) => void contents.push(content),
    (error) => void problems.push(error),
  );
  return { loader, contents, problems, last: () => contents.at(-1)! };
}

describe('the cutouts of a source', () => {
  it('keep a stamp that arrives after the cells were asked for many times', async () => {
    const slow = Promise.withResolvers<Stamp>();
    const cells = vi.fn(async () => [cell('a')]);
    const read = vi.fn(() => slow.promise);
    const { loader, last } = wall({ cells, stamp: read });
    loader.refresh();
    await vi.waitFor(() => expect(read).toHaveBeenCalledOnce());
    for (let times = 0; times < 20; times += 1) loader.refresh();
    await vi.waitFor(() => expect(cells).toHaveBeenCalledTimes(3));
    slow.resolve(stamp);
    await vi.waitFor(() => expect([...last().stamps.keys()]).toEqual(['a']));
    expect(read).toHaveBeenCalledOnce();
  });

  it('come in without one that cannot be read, which is reported once', async () => {
    const read = async (path: string): Promise<Stamp> =>
      path === 'bad' ? await Promise.reject(new Error('gone')) : stamp;
    const { loader, last, problems } = wall({
      cells: async () => [cell('bad'), cell('good'), cell('empty', null)],
      stamp: read,
    });
    loader.refresh();
    await vi.waitFor(() => expect([...last().stamps.keys()]).toEqual(['good']));
    loader.refresh();
    await vi.waitFor(() => expect(last().cells).toHaveLength(3));
    expect(problems).toEqual([new Error('gone')]);
  });

  it('say nothing more when another source is shown', async () => {
    const late = Promise.withResolvers<readonly CutoutCell[]>();
    const { loader, contents, problems } = wall({ cells: () => late.promise });
    loader.refresh();
    loader.stop();
    late.resolve([cell('a')]);
    await late.promise;
    expect([contents, problems]).toEqual([[], []]);
  });
});
