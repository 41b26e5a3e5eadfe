import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cwd,
  demo,
  BIG,
  SMALL,
  ROUTE,
  serve,
  run,
  listFile,
  flipByte,
  queueFile,
  believe,
  same,
} from './testing/command-world.ts';

describe('what is on disk', () => {
  it('is verified without downloading', async () => {
    await serve();
    const list = listFile(SMALL, BIG);
    await run('--files-list', list, '--output', 'out');
    expect((await run('--verify', '--files-list', list, '--output', 'out')).code).toBe(0);
    flipByte(BIG);
    rmSync(join(cwd, 'out', SMALL));
    demo.calls.reset();
    const { code, stdout, stderr } = await run('--verify', '--files-list', list, '--output', 'out');
    expect(code).toBe(1);
    expect(stdout.trim().split('\n').toSorted()).toEqual([`damaged ${BIG}`, `missing ${SMALL}`]);
    expect(stderr).toContain('1 not on disk');
    expect(demo.calls.of(ROUTE)).toEqual([]);
    expect((await run('--files-list', list, '--output', 'out')).code).toBe(0);
    expect(await same(BIG)).toBe(true);
  });

  it('is repaired on request if it is damaged, even by a silently failing disk, or gone', async () => {
    await serve();
    const list = listFile(SMALL, BIG);
    await run('--files-list', list, '--output', 'out');
    flipByte(BIG);
    believe(BIG);
    rmSync(join(cwd, 'out', SMALL));
    writeFileSync(join(cwd, 'out/EPOCH01/notes.txt'), 'mine');
    demo.calls.reset();
    const words = ['--verify', '--mend', '--manifest', 'SHA256SUMS', '--output', 'out'];
    const { code, stdout, stderr } = await run(...words);
    expect([code, stdout.trim().split('\n').toSorted()]).toEqual([
      0,
      [`damaged ${BIG}`, 'foreign /EPOCH01/notes.txt', `missing ${SMALL}`],
    ]);
    expect(stderr).toMatch(/After the repair: 2 files verified .*, 1 foreign/);
    const fetched = demo.calls.of(ROUTE).map(({ path }) => path);
    expect(new Set(fetched)).toEqual(new Set([BIG, SMALL]));
    expect(await same(BIG)).toBe(true);
    expect(readFileSync(join(cwd, 'out/EPOCH01/notes.txt'), 'utf8')).toBe('mine');

    // The list is good for the standard tool and for ourselves.
    const sums = join(cwd, 'SHA256SUMS');
    const told = execFileSync('sha256sum', ['-c', '--strict', sums], { cwd: join(cwd, 'out') });
    expect(String(told).trim().split('\n').toSorted()).toEqual(
      [BIG, SMALL].map((path) => `${path.slice(1)}: OK`).toSorted(),
    );
    const table = readFileSync(`${sums}.csv`, 'utf8').trim().split('\n');
    expect(table[0]).toBe('path,size,modified,sha256,content_hash,assurance,checked');
    expect(table).toHaveLength(3);
    const checked = await run(
      '--verify',
      '--checksums',
      'SHA256SUMS',
      '--files-list',
      list,
      '--output',
      'out',
    );
    expect(checked.code).toBe(0);
  });

  it('and was never downloaded is not missing without a filter, and not downloaded by --mend with one', async () => {
    await serve();
    await run('--files-list', listFile(SMALL), '--output', 'out');
    expect((await run('--verify', '--output', 'out')).code).toBe(0);
    const list = listFile(SMALL, BIG);
    demo.calls.reset();
    const words = ['--verify', '--mend', '--files-list', list, '--output', 'out'];
    const { code, stdout } = await run(...words);
    expect([code, stdout.trim()]).toEqual([1, `missing ${BIG}`]);
    expect(demo.calls.of(ROUTE)).toEqual([]);
  });

  it('is not called good while the record of what was downloaded cannot be read', async () => {
    await serve();
    const list = listFile(SMALL);
    await run('--files-list', list, '--output', 'out');
    writeFileSync(queueFile(), 'no database at all');
    const everything = await run('--verify', '--output', 'out');
    expect([everything.code, everything.stderr]).toEqual([
      1,
      expect.stringMatching(/1 file verified .*\n.*Warning: The record .* can't be read/s),
    ]);
    expect((await run('--verify', '--files-list', list, '--output', 'out')).code).toBe(0);
  });

  it('stays as it was if its repair fails', async () => {
    await serve();
    const list = listFile(BIG);
    await run('--files-list', list, '--output', 'out');
    flipByte(BIG);
    const damaged = readFileSync(join(cwd, 'out', BIG));
    demo.faults.add({ route: ROUTE, fault: { kind: 'server-error' } });
    const words = ['--verify', '--mend', '--output', 'out', '--max-retries', '0'];
    const { code, stderr } = await run(...words);
    expect(code).toBe(1);
    expect(stderr).toContain('could not be repaired');
    expect(readFileSync(join(cwd, 'out', BIG)).equals(damaged)).toBe(true);
  });

  it('cannot be repaired while the link is refused, as the exit code shows', async () => {
    await serve();
    await run('--files-list', listFile(SMALL), '--output', 'out');
    writeFileSync(join(cwd, 'out', SMALL), 'short');
    demo.faults.add({
      route: ROUTE,
      fault: { kind: 'api-error', tag: 'shared_link_access_denied' },
    });
    expect((await run('--verify', '--mend', '--output', 'out')).code).toBe(3);
    expect(readFileSync(join(cwd, 'out', SMALL), 'utf8')).toBe('short');
  });

  it('is fetched again with --overwrite', async () => {
    await serve();
    const list = listFile(SMALL);
    await run('--files-list', list, '--output', 'out');
    demo.calls.reset();
    await run('--files-list', list, '--output', 'out', '--overwrite');
    expect(demo.calls.of(ROUTE)).toHaveLength(1);
  });
});
