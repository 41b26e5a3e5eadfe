import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import {
  cwd,
  demo,
  BIG,
  SMALL,
  ROUTE,
  serve,
  run,
  start,
  filesUnder,
  listFile,
  same,
  doneBlocks,
} from './testing/command-world.ts';

describe('a download that is stopped', () => {
  it('by Ctrl-C ends cleanly, shows how to resume, and resumes without downloading a finished block again', async () => {
    await serve();
    demo.faults.add({
      route: ROUTE,
      path: BIG,
      times: 1,
      fault: { kind: 'stall', afterBytes: 3 * BLOCK_BYTES + 99 },
    });
    const list = listFile(BIG);
    const command = start('--download', '--files-list', list, '--output', 'out');
    await command.said('Downloading 1 file');
    const journal = join(cwd, 'out', `${BIG}.part.journal`);
    await expect.poll(() => doneBlocks(journal), { timeout: 20_000 }).toBe(3);
    command.process.kill('SIGINT');
    const { code, stderr } = await command.result;
    expect(code).toBe(130);
    expect(stderr).toContain('it resumes where it stopped');
    expect(filesUnder('out').toSorted()).toEqual([
      `${BIG.split('/').at(-1)}.part`,
      `${BIG.split('/').at(-1)}.part.journal`,
    ]);

    demo.calls.reset();
    const again = await run('--download', '--files-list', list, '--output', 'out');
    expect(again.code).toBe(0);
    expect(demo.calls.of(ROUTE).map(({ range }) => range)).toEqual([`bytes=${3 * BLOCK_BYTES}-`]);
    expect(await same(BIG)).toBe(true);
    expect(filesUnder('out')).toHaveLength(1);
  });

  it('by kill -9 resumes, too', async () => {
    await serve();
    demo.faults.add({
      route: ROUTE,
      path: BIG,
      times: 1,
      fault: { kind: 'stall', afterBytes: 2 * BLOCK_BYTES },
    });
    const list = listFile(BIG);
    const command = start('--download', '--files-list', list, '--output', 'out');
    await expect
      .poll(() => doneBlocks(join(cwd, 'out', `${BIG}.part.journal`)), { timeout: 20_000 })
      .toBe(2);
    command.process.kill('SIGKILL');
    await command.result;
    demo.calls.reset();
    const again = await run('--download', '--files-list', list, '--output', 'out');
    expect(again.code).toBe(0);
    expect(demo.calls.of(ROUTE).map(({ range }) => range)).toEqual([`bytes=${2 * BLOCK_BYTES}-`]);
    expect(await same(BIG)).toBe(true);
    expect(filesUnder('out')).toHaveLength(1);
  });

  it('by Ctrl-C while Dropbox wants a pause does not wait for its end', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, fault: { kind: 'rate-limit', seconds: 600 } });
    const command = start('--download', '--files-list', listFile(SMALL), '--output', 'out');
    await command.said('Dropbox asked for a pause');
    command.process.kill('SIGINT');
    expect((await command.result).code).toBe(130);
  });

  it('by Ctrl-C before it has begun does not begin', async () => {
    await serve();
    demo.faults.add({ route: 'sharing/get_shared_link_metadata', fault: { kind: 'silence' } });
    const command = start('--get-available-files');
    await demo.calls.until(({ counts }) => counts.total > 0);
    command.process.kill('SIGINT');
    const { code, stdout } = await command.result;
    expect([code, stdout]).toEqual([130, '']);
  });

  it('reports of its own files only', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, path: BIG, fault: { kind: 'server-error' } });
    const words = ['--output', 'out', '--max-retries', '0'];
    expect((await run('--files-list', listFile(BIG), ...words)).code).toBe(1);
    const { code, stderr } = await run('--files-list', listFile(SMALL), ...words);
    expect([code, stderr]).toEqual([0, expect.stringContaining('1 file downloaded and verified.')]);
  });

  it('keeps a second process out of its folder meanwhile, and names the first', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, fault: { kind: 'silence' } });
    const list = listFile(SMALL);
    const first = start('--download', '--files-list', list, '--output', 'out');
    await first.said('Downloading 1 file');
    const second = await run('--download', '--files-list', list, '--output', 'out');
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`process ${first.process.pid} is downloading into this folder`);
    const elsewhere = await run('--dry-run', '--files-list', list, '--output', 'out');
    expect(elsewhere.code).toBe(0);
    first.process.kill('SIGTERM');
    expect((await first.result).code).toBe(130);
  });
});
