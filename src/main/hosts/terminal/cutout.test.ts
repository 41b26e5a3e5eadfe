import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemoServer } from '#demo/demo-server.ts';
import { type CommandResult, runCommand } from '#main/testing/run-command.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { parseHeader } from '#shared/fits/header.ts';
import { parseCommandLine } from './options.ts';

/** The command as a process, against the demo. */

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cutout-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (...words: readonly string[]): Promise<CommandResult> =>
  runCommand({ cwd, home: join(cwd, 'home') }, 'cutout', ...words);
const ONE = ['--position', '09 18 36 -00 10 00', '--only-epochs', '1', '--combined-only'];

const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] => {
  const [names = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const keys = names.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    return Object.fromEntries(keys.map((key, i) => [key, cells[i] ?? '']));
  });
};

const historyOf = (file: string): string =>
  parseHeader(readFileSync(file))!
    .cards.filter(({ keyword }) => keyword === 'HISTORY')
    .map(({ comment }) => comment)
    .join('\n');

describe('vast-pilot cutout', () => {
  it('cuts a position out of a demo image at the scale of the survey, in two calls', async () => {
    const { code, stderr } = await run('--demo', ...ONE, '--output', 'out');
    expect(stderr).toContain('1 cutout written; 2 calls, 5.14 MB. Cutouts are not hash-checked.');
    expect(code).toBe(0);
    const [row, ...more] = rowsOf(join(cwd, 'out/cutouts.csv'));
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      epoch: '01',
      field: 'VAST_0918+00A',
      stokes: 'I',
      product: 'image',
      outcome: 'cut',
      box: '[5275:5394,5029:5148]',
      from: 'dropbox',
      hash: 'not hash-checked',
    });
    const { values } = parseHeader(readFileSync(join(cwd, 'out', row!['file']!)))!;
    expect(values.get('NAXIS1')).toBe(120);
    const history = historyOf(join(cwd, 'out', row!['file']!));
    expect(history).toMatch(/^vast-pilot \d+\.\d+\.\d+, list of files of the demo$/m);
    expect(history).toContain(`cutout of ${row!['path']}`);
    expect(history).toContain(`revision ${row!['rev']}, not hash-checked`);
    expect(history).toContain('pixels 5275:5394, 5029:5148 of the image, from 1');
    expect(values.get('CRVAL1')).toBeCloseTo(139.65417, 9);
    const again = await run('--demo', ...ONE, '--output', 'out');
    expect(again.stderr).toContain('0 cutouts written, 1 already there; 0 calls');
    expect(rowsOf(join(cwd, 'out/cutouts.csv'))[0]).toMatchObject({
      outcome: 'kept',
      rev: row!['rev'],
    });
  });

  it('keeps the rows of earlier runs in the table, as long as their files are there', async () => {
    const table = join(cwd, 'out/cutouts.csv');
    await run('--demo', ...ONE, '--output', 'out');
    const [first] = rowsOf(table);
    await run('--demo', ...ONE, '--stokes', 'V', '--output', 'out');
    const [second, ...earlier] = rowsOf(table);
    expect(second).toMatchObject({ stokes: 'V', outcome: 'cut' });
    expect(earlier).toEqual([first]);
    rmSync(join(cwd, 'out', first!['file']!));
    await run('--demo', ...ONE, '--stokes', 'V', '--output', 'out');
    expect(rowsOf(table)).toEqual([{ ...second, outcome: 'kept', from: '' }]);
  });

  it('lists images and their cost in a dry run, and writes nothing', async () => {
    writeFileSync(join(cwd, 's.csv'), 'name,ra,dec\na,139.6,-0.1\nb,139.7,-0.12\nfar,0.1,80\n');
    const { code, stdout, stderr } = await run(
      's.csv',
      '--dry-run',
      '--stokes',
      'I,v',
      '--products',
      'image,rms',
      '--only-epochs',
      '1,2',
      '--combined-only',
    );
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(8);
    expect(stdout).toContain('/EPOCH02/COMBINED/STOKESV_RMSMAPS/VAST_0918+00A.EPOCH02.V_rms.fits');
    expect(stderr).toMatch(
      /16 cutouts of 8 images: about 16 calls and [\d.]+ MB; the whole files have about [\d.]+ GB/,
    );
    expect(stderr).toContain('Not seen by the survey in these epochs: far.');
    expect(readdirSync(cwd)).toEqual(['s.csv']);
  });

  it('lists every source in its table, with why it has nothing', async () => {
    const demo = await startDemoServer({ survey: 'tiny', scale: 10 });
    try {
      writeFileSync(
        join(cwd, 'dropbox.cfg'),
        `[dropbox]\nshared_url = ${demo.sharedUrl}\npassword = ${demo.password}\naccess_token = ${demo.accessToken}\n`,
      );
      writeFileSync(join(cwd, 's.csv'), 'name,ra,dec\n=b,139.6,-0.1\nfar,0.1,80\nno,400,1\n');
      const { code, stderr } = await runCommand(
        { cwd, home: join(cwd, 'home'), env: { VAST_DROPBOX_ENDPOINT: demo.endpoint } },
        ...'cutout s.csv --only-epochs 1,9 --size 0.2deg --output o'.split(' '),
      );
      // A row could not be read, and the small demo has no ninth epoch.
      expect(code).toBe(1);
      expect(stderr).not.toContain(demo.password);
      const rows = rowsOf(join(cwd, 'o/cutouts.csv'));
      expect(rows.map(({ source, epoch, outcome }) => [source, epoch, outcome])).toEqual([
        ["'=b", '01', 'cut'],
        ["'=b", '01', 'cut'],
        ["'=b", '09', 'not-there'],
        ["'=b", '09', 'not-there'],
        ['far', '', 'not-in-survey'],
      ]);
      expect(rows[1]?.['sbid']).toBe('9668');
      expect(existsSync(join(cwd, 'o', rows[0]!['file']!))).toBe(true);
    } finally {
      await demo.close();
    }
  });

  it.each([
    [['--size', '3deg'], 'It takes an angle up to 2deg'],
    [['--size', '5 parsec'], 'It takes an angle up to 2deg'],
    [['--stokes', 'I,X'], '--stokes "X": it takes I, Q, U, V'],
    [['--products', 'pictures'], '--products "pictures": it takes image, rms, background'],
    [['--combined-only', '--tile-only'], 'exclude each other'],
  ])('refuses %j', (words, message) => {
    const parse = (): unknown => parseCommandLine(['cutout', 's.csv', ...words], '1');
    expect(parse).toThrow(AppError);
    expect(parse).toThrow(message);
  });

  it('refuses to guess what to cut', async () => {
    const { code, stderr } = await run('--dry-run');
    expect(code).toBe(2);
    expect(stderr).toContain('either a table of sources (- for stdin) or one --position');
  });
});

it('vast-pilot demo-server refuses a field that the demo does not have', async () => {
  const { code, stderr } = await runCommand(
    { cwd, home: join(cwd, 'home') },
    ...'demo-server --real-scale-field VAST_0000+00A'.split(' '),
  );
  expect(code).toBe(2);
  expect(stderr).toContain('--real-scale-field "VAST_0000+00A": the demo has VAST_0216+00A,');
});
