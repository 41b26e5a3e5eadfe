import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '#main/testing/run-command.ts';
import { cwd, demo, serve, setting, run } from './testing/command-world.ts';

describe('bad input', () => {
  it.each([
    [['--download', '--only-epochs', '77'], /no epoch "77"/],
    [['--download', '--only-epochs', ''], /epoch/],
    [['--download', '--only-fields', 'VAST_0918'], /did you mean VAST_0918\+00A/],
    [['--download', '--stokes', 'X'], /no Stokes parameter "X"\. This listing has .* I, Q, U, V/],
    [['--download', '--stokes', 'IV'], /separated by commas: I,V/],
    [['--download', '--legacy-download', ''], /--legacy-download "": It takes a name/],
    [['--find-fields-input', 'absent.csv'], /absent\.csv: there is no such file/],
    [['--find-fields-input', 'dropbox.cfg'], /no column "field_name"/],
    [['--files-list', '.'], /^--files-list \.: that is a folder/],
    [['--files-list', 'dropbox.cfg'], /a config with passwords, not a list of paths/],
    [['--dry-run', '--available-files', 'dropbox.cfg'], /a config with passwords, not a list/],
    [['--user-files-list', '.'], /^--user-files-list \.: that is a folder/],
    [['--dry-run', '--checksums', 'absent'], /--checksums absent: there is no such file/],
    [['--download', '--checksums', 'dropbox.cfg'], /line 1/i],
    [['--download', '--dropbox-config', 'absent.cfg'], /absent\.cfg/],
    [['--dwonload'], /--download/],
    [['--download', '--combined-only', '--tile-only'], /^--combined-only and --tile-only exclude/],
    [['--mend'], /--mend belongs to --verify/],
    [['--download', '--manifest', 'list'], /--manifest belongs to --verify/],
  ])('%j ends with code 2 and a plain message, before any call', async (words, message) => {
    await serve();
    const { code, stdout, stderr } = await run(...words, '--output', 'out');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at .*:\d+/);
    for (const secret of [demo.password, demo.accessToken]) {
      expect(stdout + stderr).not.toContain(secret);
    }
    expect(code).toBe(2);
    expect(demo.calls.counts.total).toBe(0);
  });

  it('no word at all gets the help, and is no success to a script', async () => {
    await serve();
    const { code, stdout, stderr } = await run();
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: vast-pilot/);
  });

  it.each([
    [['--download', '--output', 'dropbox.cfg'], /--output dropbox\.cfg: a file has the name/],
    [['--download', '--output', 'dropbox.cfg/x'], /a file has the name of a folder that is needed/],
    [['--download', '--output', '/proc/nowhere'], /folder does not exist and cannot be created/],
    [['--download', '--output', 'x'.repeat(300)], /its name is too long/],
    [['--download', '--output', 'circle'], /--output circle: its links form a loop/],
    [['--verify', '--output', 'circle'], /--output circle: its links form a loop/],
    [['--verify', '--output', 'x'.repeat(300)], /its name is too long/],
    [['--verify', '--output', 'absent'], /--output absent: there is no such folder.*disk/],
    [['--verify', '--mend', '--output', 'dropbox.cfg'], /that is a file, not a folder/],
    [
      ['--verify', '--output', '.', '--manifest', 'dropbox.cfg/x'],
      /--manifest .* a file has the name/,
    ],
    [['--verify', '--output', '.', '--manifest', '.'], /--manifest \.: that is a folder/],
    [['--write-template-dropbox-config', '--dropbox-config', 'absent/x'], /folder does not exist/],
    [['--write-template-dropbox-config', '--dropbox-config', '.'], /exists already/],
  ])('a place that nothing can be written to is wrong usage: %j', async (words, message) => {
    await serve();
    symlinkSync('circle', join(cwd, 'circle'));
    const { code, stderr } = await run(...words);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(demo.calls.counts.total).toBe(0);
  });

  it.skipIf(process.getuid?.() === 0)('so is a folder without permission', async () => {
    await serve();
    mkdirSync(join(cwd, 'locked'), { mode: 0o500 });
    const { code, stderr } = await run('--download', '--output', 'locked');
    expect([code, stderr]).toEqual([2, expect.stringContaining('no permission')]);
    const locked = { ...setting(), cwd: join(cwd, 'locked') };
    const words = ['--get-available-files', '--dropbox-config', '../dropbox.cfg'];
    const listing = await runCommand(locked, ...words);
    expect([listing.code, listing.stderr]).toEqual([2, expect.stringContaining('no permission')]);
    expect(demo.calls.counts.total).toBe(0);
  });

  it('an endpoint that is not this machine is refused', async () => {
    await serve();
    const { code, stderr } = await runCommand(
      { ...setting(), env: { VAST_DROPBOX_ENDPOINT: 'http://192.0.2.1:80' } },
      '--available-epochs',
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('VAST_DROPBOX_ENDPOINT')]);
  });
});
