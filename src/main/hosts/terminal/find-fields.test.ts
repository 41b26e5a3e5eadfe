import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '#main/testing/run-command.ts';
import { parseFieldsCsv } from '#shared/catalogue/parse-fields-csv.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { parseCommandLine } from './options.ts';

/** The command as a process: no credentials, no network, no folder of its own. */

const PUBLISHED = new URL('../../../../../shared/survey/', import.meta.url);
const HEADER = 'name,ra,dec,field,epoch,sbid,dateobs,primary_field';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'find-fields-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const find = (...words: readonly string[]): Promise<CommandResult> =>
  runCommand({ cwd, home: join(cwd, 'home') }, 'find-fields', ...words);

describe('vast-pilot find-fields', () => {
  it.skipIf(!existsSync(PUBLISHED))('writes the table of vast-tools, byte for byte', async () => {
    const sources = fileURLToPath(new URL('find-fields-sources.csv', PUBLISHED));
    const { code, stdout, stderr } = await find(sources, '--output', 'out/result.csv');
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(readFileSync(join(cwd, 'out/result.csv'), 'utf8')).toBe(
      readFileSync(new URL('find-fields-golden.csv', PUBLISHED), 'utf8'),
    );
    expect(stderr).toMatch(
      /^S079 lies outside: VAST_1753-18A is nearest, 9\.48° from its nearest beam\.$/m,
    );
    expect(stderr).toMatch(/394 observations of 61 sources; 18 sources outside/);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['result.csv']);
    expect(existsSync(join(cwd, 'home'))).toBe(false);
  });

  it('answers for one position', async () => {
    const { code, stdout, stderr } = await find(
      '--position',
      '12 34 56.7 -01 02 03',
      '--only-epochs',
      '1,EPOCH02',
    );
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      HEADER,
      expect.stringMatching(
        /^J123456\.7-010203,188\.736250,-1\.034167,VAST_1237\+00A,1,9669,2019-08-28 02:50:45\.\d{3},VAST_1237\+00A$/,
      ),
      expect.stringMatching(/,VAST_1237\+00A,2,\d+,2019-1\d-\d\d [\d:.]+,VAST_1237\+00A$/),
    ]);
    expect(stderr).toContain('read as hours because they are sexagesimal');
  });

  it('reads stdin, lists bad rows, and then ends with 1', async () => {
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const child = spawn(process.execPath, [main, 'find-fields', '-', '--only-epochs', '1'], {
      cwd,
    });
    const streams = { out: '', err: '' };
    child.stdout.on('data', (text) => (streams.out += String(text)));
    child.stderr.on('data', (text) => (streams.err += String(text)));
    child.stdin.end('name;ra;dec\nA;3,1;-0,1\n\u001B[31mB;400;1\n');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(streams.out.split('\n')[1]).toMatch(/^A,3\.100000,-0\.100000,VAST_0012\+00A,1,9667,/);
    expect(streams.err).toContain(
      'Left out line 3: the right ascension is 400 degrees, outside 0 to 360.',
    );
  });

  it('writes the table of vast-tools 1.x, which the download takes', async () => {
    writeFileSync(
      join(cwd, 'in.csv'),
      'name,ra,dec\nQ 2123-4429B,321.749583333333,-44.2686111111111\nfar,40,80\n',
    );
    const { code, stdout, stderr } = await find(
      'in.csv',
      '--format',
      'field-name',
      '--only-epochs',
      '1',
    );
    expect(code).toBe(0);
    expect(stdout).toBe(
      'ra,dec,name,sbid,field_name\n321.749583333333,-44.2686111111111,Q 2123-4429B,9673,VAST_2112-43A\n',
    );
    expect(parseFieldsCsv(stdout).fields).toEqual(['VAST_2112-43A']);
    expect(stderr).toMatch(/far lies outside: .* Asked for: epoch 1\./);
  });

  it('shows control characters of names on stderr and never sends them to the terminal', async () => {
    writeFileSync(join(cwd, 'in.csv'), 'name,ra,dec\n\u001B[31mred,40,80\n');
    const { stderr } = await find('in.csv');
    expect(stderr).toContain('␛[31mred lies outside');
    expect(stderr).not.toContain('\u001B');
  });

  it.each([
    [['nix.csv'], 'nix.csv: there is no such file.'],
    [['.'], '.: that is a folder.'],
    [['names.txt'], 'names.txt: The text holds names and no positions'],
    [['names.txt', '--output', '.'], '--output .: that is a folder. Name a file.'],
    [['--position', '139.5d'], '--position: The position has only one angle ("139.5d"): write'],
    [['--position', ''], '--position: The position is empty: write'],
    [['large.csv'], 'large.csv: The file has 300 MB, and up to 67.1 MB are read'],
  ])('refuses %j with a sentence and writes nothing', async (words, sentence) => {
    writeFileSync(join(cwd, 'names.txt'), 'NGC 253\nM 31\n');
    writeFileSync(join(cwd, 'large.csv'), '');
    truncateSync(join(cwd, 'large.csv'), 300_000_000);
    const { code, stdout, stderr } = await find(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(cwd).toSorted()).toEqual(['large.csv', 'names.txt']);
  });
});

describe('its flags', () => {
  const asked = (...words: readonly string[]) => {
    const invocation = parseCommandLine(['find-fields', ...words], '1.2.3');
    if (invocation.kind !== 'find-fields') throw new Error(`not find-fields: ${invocation.kind}`);
    return invocation.asked;
  };

  it('are its own, even if the program has flags of the same name', () => {
    expect(asked('a.csv', '--output', 'b.csv', '--only-epochs', '1,2', '--max-sep', '0.5')).toEqual(
      {
        sources: 'a.csv',
        raUnit: null,
        frame: null,
        position: null,
        maxSepDeg: 0.5,
        allFields: false,
        onlyEpochs: ['1', '2'],
        format: 'vast-tools',
        json: false,
        output: 'b.csv',
      },
    );
    expect(parseCommandLine(['--output', 'x', '--dry-run'], '1.2.3').kind).toBe('run');
  });

  it.each([
    ['--max-sep', '0'],
    ['--max-sep', '11'],
    ['--max-sep', '1e1'],
    ['--format', 'csv'],
    ['--outptu', 'x'],
  ])('refuse %s %s', (flag, value) => {
    expect(() => asked('a.csv', flag, value)).toThrow(AppError);
  });

  it.each([
    [[], /either a table of sources/],
    [['a.csv', '--position', '1 2'], /either a table of sources/],
    [['a.csv', '--format', 'field-name'], /give it with --only-epochs/],
    [['a.csv', '--format', 'field-name', '--only-epochs', '1,2'], /give it with --only-epochs/],
    [
      ['a.csv', '--format', 'field-name', '--only-epochs', '1', '--all-fields'],
      /--all-fields needs/,
    ],
    [['a.csv', '--only-epochs', '12'], /"12": there is no such epoch, only 1, 2, 3x/],
  ])('that contradict one another are named: %j', async (words, sentence) => {
    const { runFindFields } = await import('./find-fields.ts');
    await expect(runFindFields(asked(...words), cwd, '1')).rejects.toThrow(sentence);
  });
});

describe('a table that leaves a doubt', () => {
  it('is read in the unit and the frame of the flags', async () => {
    writeFileSync(join(cwd, 'x.csv'), 'name,ra,dec\na,9.3055,0.43\n');
    const hours = await find('x.csv', '--ra-unit', 'hours', '--only-epochs', '1');
    expect(hours.stdout).toContain('a,139.582500,0.430000,VAST_0918+00A,1,9668,');
    expect(hours.stderr).toContain('right ascensions were read as hours as you chose');
    writeFileSync(join(cwd, 'x.csv'), 'name,ra,dec\ncentre,0,0\n');
    const galactic = await find('x.csv', '--frame', 'galactic');
    expect(galactic.stdout).toMatch(/^centre,266\.40\d+,-28\.93\d+,VAST_1739-25A,/m);
    const fk5 = await find('x.csv', '--frame', 'fk5');
    expect(fk5.stderr).toContain('positions (FK5 J2000)');
  });

  it('is not read in a unit or a frame that there is none of', async () => {
    writeFileSync(join(cwd, 'x.csv'), 'ra,dec\n1,2\n');
    for (const words of [
      ['--ra-unit', 'radians'],
      ['--frame', 'fk4'],
    ]) {
      const { code, stderr } = await find('x.csv', ...words);
      expect([code, stderr]).toEqual([2, expect.stringContaining('Allowed choices are')]);
    }
  });
});
