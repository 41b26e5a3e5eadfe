import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '#main/testing/run-command.ts';
import { envelope, RESULTS } from './json/answer-schema.ts';
import { parseCommandLine } from './options.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'lightcurve-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (...words: readonly string[]): Promise<CommandResult> =>
  runCommand({ cwd, home: join(cwd, 'home') }, 'lightcurve', ...words);
const AT = ['--demo', '--position', '09 18 36 -00 10 00', '--only-epochs', '1,2,3x'];
const SELAVY = '/EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components.txt';

describe('vast-pilot lightcurve', () => {
  it('fetches catalogues, keeps them, and measures each epoch; a second run fetches none', async () => {
    const first = await run(...AT, '--output', 'curve.csv');
    expect(first.stderr).toMatch(/catalogues: 0 on this disk, \d to fetch \(about [\d.]+ MB\)/);
    expect(first.stderr).toMatch(/\d files? downloaded and verified/);
    expect(first.stderr).toMatch(/1 source: \d epochs? with a detection/);
    expect(first.code).toBe(0);
    expect(existsSync(join(cwd, 'vast_demo', SELAVY))).toBe(true);
    const table = readFileSync(join(cwd, 'curve.csv'), 'utf8');
    const lines = table.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^source,ra_deg,dec_deg,epoch,field,sbid,start_utc,mjd,/);
    expect(lines.filter((line) => /,(?:detected|limit),peak,/.test(line)).length).toBeGreaterThan(
      1,
    );
    const again = await run(...AT);
    expect(again.stderr).not.toContain('to fetch');
    expect(again.stdout).toBe(table);
  });

  it('lists catalogues and their cost in a dry run, and writes nothing', async () => {
    const { code, stdout, stderr } = await run(...AT, '--dry-run');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toContain(SELAVY);
    expect(stderr).toContain('to fetch (about');
    expect(stderr).toMatch(/Upper limits take at most \d rms maps? \(0 on this disk\): \d+ calls/);
    expect(existsSync(join(cwd, 'vast_demo'))).toBe(false);
  });

  it('answers a script with one document', async () => {
    writeFileSync(join(cwd, 's.csv'), 'name,ra,dec\na,139.65,-0.17\nfar,0.1,80\nno,400,1\n');
    const { code, stdout } = await run('s.csv', '--demo', '--only-epochs', '1', '--json');
    // A row could not be read.
    expect(code).toBe(1);
    const { result } = envelope.parse(JSON.parse(stdout));
    const { points, notRead } = RESULTS.lightcurve.parse(result);
    expect(points).toMatchObject([
      { source: 'a', epoch: '01', field: 'VAST_0918+00A', mjd: expect.any(Number) },
      { source: 'far', epoch: null, outcome: 'not-in-survey' },
    ]);
    expect(notRead).toHaveLength(1);
  });

  it.each([
    [['--radius', '1deg'], '--radius "1deg": It takes an angle up to 10arcmin'],
    [['--flux', 'sum'], 'Allowed choices are peak, int'],
    [['--stokes', 'X'], 'Allowed choices are I, Q, U, V'],
  ])('refuses %j', (words, message) => {
    expect(() => parseCommandLine(['lightcurve', 's.csv', ...words], '1')).toThrow(message);
  });

  it('refuses to guess what to measure', async () => {
    const { code, stderr } = await run('--dry-run');
    expect(code).toBe(2);
    expect(stderr).toContain('either a table of sources (- for stdin) or one --position');
  });
});
