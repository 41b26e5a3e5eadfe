import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoServer } from '#demo/demo-server.ts';
import { spaceNeeded } from '#main/engine/queue/space-needed.ts';
import { runCommand } from '#main/testing/run-command.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { canMount, mountDisk, system, unmount } from './testing/mounts.ts';

const MIB = 1024 * 1024;

describe('a run that needs more than the free space', () => {
  it.skipIf(!canMount)(
    'reports both numbers first, downloads what fits, and continues after space is freed',
    {
      timeout: 60_000,
    },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'faults-preflight-'));
      const out = join(folder, 'out');
      const extraFiles = { '/EPOCH01/small.xml': 5_000, '/EPOCH01/big.fits': 7 * BLOCK_BYTES };
      const demo = await startDemoServer({ survey: [], extraFiles });
      mountDisk(out, 40 * MIB);
      onTestFinished(async () => {
        unmount(out);
        await demo.close();
        rmSync(folder, { recursive: true, force: true });
      });
      writeFileSync(join(out, 'ballast'), Buffer.alloc(20 * MIB));
      writeFileSync(join(folder, 'list.txt'), Object.keys(extraFiles).join('\n'));
      writeFileSync(
        join(folder, 'dropbox.cfg'),
        `[dropbox]\nshared_url = ${demo.sharedUrl}\npassword = ${demo.password}\naccess_token = ${demo.accessToken}\n`,
      );
      const run = () =>
        runCommand(
          {
            cwd: folder,
            home: join(folder, 'home'),
            env: { VAST_DROPBOX_ENDPOINT: demo.endpoint },
          },
          '--download',
          '--files-list',
          'list.txt',
          '--output',
          'out',
        );
      const short = await run();
      expect(short.stderr).toMatch(
        /still need 29\.\d MB, but only 2\d(\.\d)? MB are free there.*Select fewer files, or free some space/s,
      );
      expect(short.stderr).toMatch(
        /big\.fits: needs 29\.\d MB, but only .* are free on that disk\. Free some space, then continue/,
      );
      expect(short.stderr).toMatch(/Once that is fixed, run the same command again/);
      expect(short.code).toBe(1);
      const content = demo.calls.of('sharing/get_shared_link_file');
      expect(content.map(({ path }) => path)).toEqual(['/EPOCH01/small.xml']);
      rmSync(join(out, 'ballast'));
      system('mount', '-o', `remount,size=${64 * MIB}`, out);
      const enough = await run();
      expect(enough.stderr).not.toMatch(/still need/);
      expect(enough.code).toBe(0);
      for (const path of Object.keys(extraFiles)) {
        expect(readFileSync(join(out, path)).equals(await demo.bytesOf(path)), path).toBe(true);
      }
    },
  );

  it('does not count finished files and finished blocks on disk', () => {
    const folder = mkdtempSync(join(tmpdir(), 'faults-space-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(join(folder, 'E'));
    writeFileSync(join(folder, 'E/done.xml'), Buffer.alloc(1_000));
    writeFileSync(join(folder, 'E/damaged.xml'), Buffer.alloc(10));
    // A part file with a hole at its end: only written blocks use space.
    writeFileSync(join(folder, 'E/large.fits.part'), Buffer.alloc(BLOCK_BYTES, 1));
    truncateSync(join(folder, 'E/large.fits.part'), 5 * BLOCK_BYTES);
    const needed = (path: string, size: number | null): number =>
      spaceNeeded(folder, [{ path, size }], 'posix');
    expect(needed('/E/done.xml', 1_000)).toBe(0);
    expect(needed('/E/damaged.xml', 1_000)).toBe(1_000);
    expect(needed('/E/new.xml', 1_000)).toBe(1_000);
    expect(needed('/E/unknown.xml', null)).toBe(0);
    expect(needed('/../refused.xml', 1_000)).toBe(0);
    expect(needed('/E/large.fits', 5 * BLOCK_BYTES)).toBe(
      process.platform === 'win32' ? 5 * BLOCK_BYTES : 4 * BLOCK_BYTES,
    );
  });
});
