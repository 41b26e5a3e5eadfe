import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cwd,
  demo,
  SMALL,
  ROUTE,
  SOME,
  serve,
  writeConfig,
  run,
  filesUnder,
  listFile,
  same,
} from './testing/command-world.ts';

describe('link, password and sign-in', () => {
  it('a wrong password is tried exactly once', async () => {
    await serve();
    writeConfig({ password: 'wrong-password' });
    const { code, stderr } = await run('--download', '--only-epochs', '1', '--output', 'out');
    expect(code).toBe(3);
    expect(stderr).toMatch(/Wrong password/);
    expect(stderr).not.toMatch(/wrong-password/);
    expect(demo.calls.counts.total).toBe(1);
    expect(filesUnder('out')).toEqual([]);
  });

  it('a password that changes half-way stops everything at the first refusal', async () => {
    await serve();
    demo.faults.add({
      route: ROUTE,
      after: 5,
      fault: { kind: 'api-error', tag: 'shared_link_access_denied' },
    });
    const { code, stderr } = await run(...SOME, '--download-threads', '1');
    expect(code).toBe(3);
    expect(stderr).toContain('run the same command again');
    expect(demo.calls.of(ROUTE)).toHaveLength(6);
  });

  it('an expired token waits for a new one and costs no file a try', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, after: 5, fault: { kind: 'unauthorized' } });
    const { code, stderr } = await run(...SOME, '--download-threads', '2');
    expect(code).toBe(3);
    expect(stderr).not.toMatch(/Failed:/);
    demo.faults.clear();
    expect((await run(...SOME)).code).toBe(0);
  });

  it('never show in what is printed or logged', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, times: 3, fault: { kind: 'server-error' } });
    const { stdout, stderr } = await run('--debug', ...SOME);
    const logs = filesUnder('home/logs').map((name) =>
      readFileSync(join(cwd, 'home/logs', name), 'utf8'),
    );
    for (const text of [stdout, stderr, ...logs]) {
      for (const secret of [demo.sharedUrl, demo.password, demo.accessToken]) {
        expect(text).not.toContain(secret);
      }
    }
    expect(logs.join('')).toContain('/EPOCH01/');
  });
});

describe('what goes wrong on the way', () => {
  it('is tried again after the main pass, and then listed with its reason', async () => {
    await serve();
    const bad = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';
    const shaky = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0943+00A.EPOCH01.I.fits';
    demo.faults.add({ route: ROUTE, path: bad, fault: { kind: 'server-error', status: 502 } });
    demo.faults.add({
      route: ROUTE,
      path: shaky,
      times: 1,
      fault: { kind: 'corrupt', atByte: 3_000 },
    });
    const words = [...SOME, '--max-retries', '1'];
    const { code, stderr } = await run(...words);
    expect(code).toBe(1);
    expect(demo.calls.of(ROUTE).filter(({ path }) => path === bad)).toHaveLength(2);
    expect(stderr).toMatch(/1 failed/);
    expect(stderr.slice(stderr.indexOf('Failed, with the reason'))).toContain(bad);
    expect(await same(shaky)).toBe(true);
    expect(existsSync(join(cwd, 'out', bad))).toBe(false);

    demo.faults.clear();
    demo.calls.reset();
    expect((await run(...words)).code).toBe(0);
    // What was good the first time is neither fetched nor read again.
    expect(demo.calls.of(ROUTE).map(({ path }) => path)).toEqual([bad]);
  });

  it('a listing that lies about a hash is found out after two downloads, and nothing is kept', async () => {
    await serve();
    demo.faults.add({ path: SMALL, fault: { kind: 'lie', contentHash: 'f'.repeat(64) } });
    const { code, stderr } = await run(
      '--files-list',
      listFile(SMALL),
      '--output',
      'out',
      '--max-retries',
      '9',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('the listing and the file disagree');
    expect(demo.calls.of(ROUTE)).toHaveLength(2);
    expect(filesUnder('out')).toEqual([]);
  });

  it('a listing without hashes gives "size only", never "verified"', async () => {
    await serve();
    demo.faults.add({ path: SMALL, fault: { kind: 'lie', contentHash: null } });
    const { code, stderr } = await run('--files-list', listFile(SMALL), '--output', 'out');
    expect(code).toBe(0);
    expect(stderr).toMatch(/1 right by size only/);
    expect(stderr).not.toMatch(/verified/);
  });

  it('files that are listed but not there are named, and the rest comes', async () => {
    await serve();
    const { code, stderr } = await run(
      '--files-list',
      listFile(SMALL, '/EPOCH01/nonsense.txt'),
      '--output',
      'out',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('Not in the shared folder: /EPOCH01/nonsense.txt');
    expect(await same(SMALL)).toBe(true);
  });
});
