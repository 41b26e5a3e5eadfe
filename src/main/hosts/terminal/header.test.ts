import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseHeader } from '#shared/fits/header.ts';
import { cwd, demo, ROUTE, run, serve, writeConfig } from './testing/command-world.ts';

const IMAGE = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';

/** The lines of the image's header, as the server has it. */
async function expectedLines(): Promise<readonly string[]> {
  const bytes = await demo.bytesOf(IMAGE);
  const header = parseHeader(bytes)!;
  const text = Buffer.from(header.bytes).toString('latin1');
  const lines = Array.from({ length: text.length / 80 }, (_, i) => text.slice(80 * i, 80 * i + 80));
  return lines.slice(0, lines.indexOf('END'.padEnd(80))).map((line) => line.trimEnd());
}

describe('vast-pilot header', () => {
  it('prints the cards of a listed file with one call, and a second time without any', async () => {
    await serve();
    const first = await run('header', IMAGE);
    expect(first.stderr).toContain('1 call, 65.5 kB.');
    expect(first.code).toBe(0);
    expect(first.stdout.trimEnd().split('\n')).toEqual(await expectedLines());
    const calls = demo.calls.counts.total;
    // Dropbox ignores capitals, and so does the header that is kept.
    const again = await run('header', IMAGE.slice(1).toLowerCase());
    expect(again.stdout).toBe(first.stdout);
    expect(again.stderr).toContain('no call.');
    expect(demo.calls.counts.total).toBe(calls);
  });

  it('reads a file on disk, and the copy of a listed one', async () => {
    await serve();
    for (const file of [join(cwd, 'a copy.fits'), join(cwd, 'vast_dropbox', IMAGE)]) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await demo.bytesOf(IMAGE));
    }
    for (const path of ['a copy.fits', IMAGE]) {
      const { code, stdout, stderr } = await run('header', path);
      expect(stderr).toContain('from disk.');
      expect(code).toBe(0);
      expect(stdout.trimEnd().split('\n')).toEqual(await expectedLines());
    }
    expect(demo.calls.counts.total).toBe(0);
  });

  it('refuses what has no header, in words', async () => {
    await serve();
    writeFileSync(join(cwd, 'x.fits.gz'), gzipSync(await demo.bytesOf(IMAGE)));
    writeFileSync(join(cwd, 'x.fits'), 'SIMPLE  = T'.padEnd(2880));
    const cases = [
      ['x.fits.gz', 'compressed with gzip'],
      ['x.fits', 'ends within its header'],
      ['nothing.fits', 'there is no such file, and no path of the survey begins so'],
      ['/EPOCH01/VAST_epoch1.csv', 'only FITS files'],
    ] as const;
    for (const [path, words] of cases) {
      const { code, stdout, stderr } = await run('header', path);
      expect([code, stdout], stderr).toEqual([2, '']);
      expect(stderr).toContain(words);
    }
  });

  it('tries a wrong password once', async () => {
    await serve();
    writeConfig({ password: 'wrong' });
    const { code, stderr } = await run('header', IMAGE, '--json');
    expect(code).toBe(3);
    expect(stderr).toContain('password');
    expect(demo.calls.counts.total).toBe(1);
    expect(demo.calls.of(ROUTE)).toEqual([]);
  });
});
