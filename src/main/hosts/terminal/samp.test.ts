import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestHub, type TestHub } from '#main/app/samp/testing/hub.ts';
import { runCommand } from '#main/testing/run-command.ts';

let cwd: string;
let hub: TestHub;

beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'samp-command-'));
  const mtypes = ['image.load.fits', 'samp.app.ping'];
  hub = await startTestHub(join(cwd, 'lock'), [
    { name: 'Aladin', mtypes, answer: () => ({ result: {} }) },
    { name: 'Gaia', mtypes, answer: () => ({ error: 'no memory' }) },
    { name: 'topcat', mtypes: ['table.load.votable', 'samp.app.ping'], isDead: true },
  ]);
  writeFileSync(join(cwd, 'a.fits'), '');
});
afterEach(async () => {
  await hub.close();
  rmSync(cwd, { recursive: true });
});

const run = (...words: readonly string[]) =>
  runCommand({ cwd, home: join(cwd, 'home'), env: { SAMP_HUB: hub.lockUrl } }, 'samp', ...words);

describe('vast-pilot samp', () => {
  it('lists the programs, and which of them is silent', async () => {
    const { code, stdout } = await run('list');
    expect(stdout).toBe('Aladin\tp1\timages\nGaia\tp2\timages\ntopcat\tp3\ttables\tno answer\n');
    expect(code).toBe(0);
    expect(hub.clients.size).toBe(0);
  });

  it('sends a file to each program that takes it, and exits 1 if one failed', async () => {
    const { code, stdout } = await run('send', 'a.fits');
    expect(stdout).toBe('a.fits: loaded by Aladin\na.fits: not loaded by Gaia: no memory\n');
    expect(code).toBe(1);
    expect(await run('send', 'a.fits', '--to', 'aladin')).toMatchObject({
      code: 0,
      stdout: 'a.fits: loaded by Aladin\n',
    });
  });

  it('sends nothing if one of the files can not be sent', async () => {
    const { code, stdout, stderr } = await run('send', 'a.fits', 'b.fits');
    expect(stderr).toMatch(/b\.fits: there is no such file\.\n$/);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('says in words that no hub runs, also where a lock file is left', async () => {
    await hub.close();
    for (const _ of ['a hub that died', 'no lock file']) {
      const { code, stderr } = await run('list');
      expect(stderr).toMatch(/^No SAMP hub is running\. Start TOPCAT/);
      expect(code).toBe(1);
      rmSync(join(cwd, 'lock'), { force: true });
    }
  });
});
