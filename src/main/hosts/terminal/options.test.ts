import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { parseCommandLine } from './options.ts';
import { taskOf } from './run.ts';
import { unusedFlags } from './unused-flags.ts';

function optionsOf(...words: string[]) {
  const invocation = parseCommandLine(words, '1.2.3');
  if (invocation.kind !== 'run') throw new Error(`not a run: ${invocation.kind}`);
  return invocation.options;
}

function complaintOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).code).toBe('bad-usage');
    return (error as AppError).message;
  }
  throw new Error('was accepted');
}

/** Every flag of the manual of `get_vast_pilot_dbx.py`, with a value where it takes one. */
const MANUAL_FLAGS: readonly (readonly string[])[] = [
  ['--dropbox-config', 'x'],
  ['--output', 'x'],
  ['--available-epochs'],
  ['--available-files', 'x'],
  ['--get-available-files'],
  ['--download'],
  ['--find-fields-input', 'x'],
  ['--user-files-list', 'x'],
  ['--only-epochs', '1'],
  ['--only-fields', 'x'],
  ['--stokes', 'I'],
  ['--skip-xml'],
  ['--skip-txt'],
  ['--skip-qc'],
  ['--skip-components'],
  ['--skip-islands'],
  ['--skip-field-images'],
  ['--skip-bkg-images'],
  ['--skip-rms-images'],
  ['--skip-all-images'],
  ['--combined-only'],
  ['--tile-only'],
  ['--overwrite'],
  ['--dry-run'],
  ['--debug'],
  ['--write-template-dropbox-config'],
  ['--legacy-download', 'v0.6'],
  ['--include-legacy'],
  ['--max-retries', '3'],
  ['--download-threads', '5'],
];

describe('the command line', () => {
  it.each(MANUAL_FLAGS)("takes the manual's %s", (...words) => {
    const changed = Object.entries(optionsOf(...words)).filter(
      ([name, value]) => value !== optionsOf('--dry-run')[name as never] || name === 'dryRun',
    );
    expect(
      changed.map(([name]) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`),
    ).toContain(words[0]);
  });

  it("has the manual's defaults, but for the number of threads", () => {
    expect(optionsOf('--download')).toMatchObject({
      dropboxConfig: 'dropbox.cfg',
      output: 'vast_dropbox',
      maxRetries: 2,
      downloadThreads: 4,
      overwrite: false,
    });
  });

  it('splits large files over several connections, but not with --single-connection', () => {
    expect(optionsOf('--download').singleConnection).toBe(false);
    expect(optionsOf('--download', '--single-connection').singleConnection).toBe(true);
  });

  it('splits lists at commas and forgives spaces', () => {
    expect(optionsOf('--only-epochs', '1, 2,4x').onlyEpochs).toEqual(['1', '2', '4x']);
    expect(optionsOf('--stokes', 'I V').stokes).toEqual(['I', 'V']);
  });

  it.each([
    [['--stokes', '--only-epochs', '1'], /--stokes "--only-epochs": That is a flag/],
    [['--output', '--dry-run'], /--output "--dry-run": That is a flag/],
    [['--dry-run', '--stokes'], /--stokes needs a value/],
    [['--find-fields-input', ''], /--find-fields-input "": It takes a name/],
    [['--files-list', 'a', '--files-list', 'b'], /--files-list "b": .* a was given before/],
    [['download'], /"download" belongs to no flag\. Did you mean --download\?/],
    [['--max-retries', 'x'], /^--max-retries "x": It takes a whole number/],
  ])('says of %j what was wrong', (words, message) => {
    expect(complaintOf(() => optionsOf(...words))).toMatch(message);
  });

  it('joins a list that is given in parts', () => {
    expect(optionsOf('--stokes', 'I', '--stokes', 'V,Q').stokes).toEqual(['I', 'V', 'Q']);
  });

  it('refuses an empty output folder and a word that belongs to no flag', () => {
    expect(complaintOf(() => optionsOf('--download', '--output', ''))).toMatch(/is empty/);
    expect(complaintOf(() => optionsOf('--only-epochs', '1', '2'))).toMatch(
      /"2" belongs to no flag.*commas/,
    );
  });

  it('takes --files-list for --user-files-list, and not both', () => {
    expect(optionsOf('--files-list', 'a.txt').userFilesList).toBe('a.txt');
    expect(complaintOf(() => optionsOf('--files-list', 'a', '--user-files-list', 'b'))).toMatch(
      /the same; give one/,
    );
  });

  it('names the nearest flag for a typo', () => {
    expect(complaintOf(() => optionsOf('--only-epoch', '1'))).toContain('--only-epochs');
    expect(complaintOf(() => optionsOf('--dryrun'))).toContain('--dry-run');
  });

  it.each([
    ['--max-retries', '-1'],
    ['--max-retries', 'many'],
    ['--download-threads', '0'],
    ['--download-threads', '1.5'],
    ['--download-threads', '1000'],
  ])('refuses %s %s and says what it takes', (...words) => {
    expect(complaintOf(() => optionsOf(...words))).toMatch(/whole number from \d+ to \d+/);
  });

  it('serves at the port that is named, or at that of the last start, with a new key on request', () => {
    const unnamed = parseCommandLine(['serve'], '1.2.3');
    expect(unnamed).toEqual({ kind: 'serve', port: null, newKey: false });
    const named = parseCommandLine(['serve', '--port', '8123', '--new-key'], '1.2.3');
    expect(named).toEqual({ kind: 'serve', port: 8123, newKey: true });
    expect(complaintOf(() => parseCommandLine(['serve', '--port', '65536'], '1.2.3'))).toMatch(
      /whole number from 0 to 65535/,
    );
  });

  it('prints help and version for stdout', () => {
    expect(parseCommandLine(['--version'], '1.2.3')).toEqual({ kind: 'text', text: '1.2.3\n' });
    const help = parseCommandLine(['--help'], '1.2.3');
    for (const [flag] of MANUAL_FLAGS) expect(help.kind === 'text' && help.text).toContain(flag);
  });
});

describe('what the flags ask for', () => {
  it('must be one thing', () => {
    expect(complaintOf(() => taskOf(optionsOf('--verify', '--download')))).toMatch(/Choose one of/);
    expect(complaintOf(() => taskOf(optionsOf('--only-epochs', '1')))).toMatch(
      /--dry-run.*--download/,
    );
  });

  it.each([['--download'], ['--dry-run'], ['--verify'], ['--get-available-files']])(
    'is not %s with only combined products and only tiles at once',
    (task) => {
      expect(complaintOf(() => taskOf(optionsOf(task, '--combined-only', '--tile-only')))).toBe(
        '--combined-only and --tile-only exclude each other: give one, or neither for both.',
      );
    },
  );

  it('is a download when fields or files are named in a file, as the manual has it', () => {
    const download = taskOf(optionsOf('--download'));
    expect(taskOf(optionsOf('--find-fields-input', 'a.csv'))).toBe(download);
    expect(taskOf(optionsOf('--files-list', 'a.txt'))).toBe(download);
    expect(taskOf(optionsOf('--files-list', 'a.txt', '--dry-run'))).not.toBe(download);
    expect(taskOf(optionsOf('--download', '--dry-run'))).toBe(taskOf(optionsOf('--dry-run')));
  });
});

describe('flags that change nothing', () => {
  it.each([
    [['--available-epochs', '--demo', '--only-epochs', '1'], /ignored: --only-epochs\./],
    [['--get-available-files', '--skip-qc', '--stokes', 'I'], /ignored: --stokes, --skip-qc/],
    [['--download', '--include-legacy'], /--include-legacy belongs to --get-available-files/],
    [['--verify', '--overwrite'], /--overwrite is ignored/],
    [['--files-list', 'a', '--available-files', 'b'], /--available-files is ignored/],
  ])('are reported for %j', (words, sentence) => {
    expect(unusedFlags(optionsOf(...words)).join(' ')).toMatch(sentence);
  });

  it('are none where all are followed', () => {
    for (const words of [
      ['--get-available-files', '--include-legacy', '--dropbox-config', 'x'],
      ['--download', '--only-epochs', '1', '--overwrite'],
      ['--dry-run', '--available-files', 'b', '--legacy-download', 'v0.6'],
    ]) {
      expect(unusedFlags(optionsOf(...words))).toEqual([]);
    }
  });
});

describe('a path on the command line', () => {
  const PATH_FLAGS = [
    ['--output', 'output'],
    ['--dropbox-config', 'dropboxConfig'],
    ['--manifest', 'manifest'],
    ['--available-files', 'availableFiles'],
    ['--checksums', 'checksums'],
    ['--find-fields-input', 'findFieldsInput'],
    ['--user-files-list', 'userFilesList'],
    ['--files-list', 'userFilesList'],
  ] as const;

  it.each(PATH_FLAGS)(
    'of %s may begin with ~/, as no shell expands it behind =',
    (flag, option) => {
      expect(optionsOf(`${flag}=~/data/x`)[option]).toBe(join(homedir(), 'data/x'));
    },
  );

  it.each(PATH_FLAGS)('of %s never becomes a folder that is called ~name', (flag) => {
    expect(complaintOf(() => optionsOf(`${flag}=~bob`))).toMatch(
      new RegExp(`^${flag}: "~bob" starts with ~ and a name`),
    );
  });

  it('is refused with every other argument whose bytes are not UTF-8', () => {
    expect(complaintOf(() => optionsOf('--dry-run', '--output=/data/caf\uFFFD'))).toMatch(
      /An argument: "--output=\/data\/caf\uFFFD" contains bytes that are not UTF-8/,
    );
  });
});
