import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { envelope, RESULTS, type Results } from './json/answer-schema.ts';
import { parseCommandLine } from './options.ts';
import { taskOf } from './run.ts';
import {
  BIG,
  cwd,
  demo,
  flipByte,
  listFile,
  run,
  serve,
  SMALL,
  SOME,
  start,
  writeConfig,
} from './testing/command-world.ts';

/** The document of `--json`, of the command as a process. */

const IMAGE = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits';

interface Answered<Kind extends keyof Results> {
  readonly code: number | null;
  readonly stderr: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly result: Results[Kind];
}

/** The one document on stdout, held to the schema of its kind. */
function read<Kind extends keyof Results>(
  kind: Kind,
  { code, stdout, stderr }: Awaited<ReturnType<typeof run>>,
): Answered<Kind> {
  const document = envelope.parse(JSON.parse(stdout));
  expect(document.kind).toBe(kind);
  expect(document.exitCode, stderr).toBe(code);
  expect(Date.parse(document.endedAt)).toBeGreaterThanOrEqual(Date.parse(document.startedAt));
  const { error } = document;
  const result = RESULTS[kind].nullable().parse(document.result);
  return { code, stderr, error, result: result as Results[Kind] };
}

const answer = async <Kind extends keyof Results>(kind: Kind, ...words: readonly string[]) =>
  read(kind, await run(...words, '--json'));

beforeEach(serve);

describe('--json', () => {
  it('answers a dry run with every file, its size where it is listed, and the totals', async () => {
    const words = ['--dry-run', '--only-epochs', '1', '--stokes', 'V', '--output', 'out'];
    const lines = await run(...words);
    const { result, stderr } = await answer('dry-run', ...words);
    // Not the line about free space, which changes while the tests of others run.
    const [total] = /^[\d,]+ files, .*\.$/m.exec(lines.stderr)!;
    expect(stderr).toContain(total);
    expect(result.files.map(({ path }) => path)).toEqual(lines.stdout.trimEnd().split('\n'));
    expect(result).toMatchObject({ source: 'built-in', outputFolder: join(cwd, 'out') });
    expect(result.unknownSizes).toBe(result.files.length);
    expect(result.files[0]).toMatchObject({ bytes: null, epoch: '01', stokes: 'V', sbid: null });
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('answers a download with what became of each file', async () => {
    const other = '/EPOCH01/no such.fits';
    const words = ['--files-list', listFile(BIG, SMALL, other), '--output', 'out'];
    const first = await answer('download', ...words);
    expect(first.code).toBe(1);
    expect(first.result.notInSharedFolder).toEqual([other]);
    expect(first.result.files).toHaveLength(2);
    for (const file of first.result.files) {
      expect(file).toMatchObject({ outcome: 'downloaded', verifiedBy: 'hash', error: null });
    }
    const again = await answer('download', ...words);
    expect(again.result.files.map(({ outcome }) => outcome)).toEqual(['kept', 'kept']);
  });

  it('answers a download that fails with the reason of each file', async () => {
    demo.faults.add({ path: SMALL, fault: { kind: 'corrupt', atByte: 5 } });
    const words = ['--files-list', listFile(SMALL), '--output', 'out', '--max-retries', '0'];
    const { code, result } = await answer('download', ...words);
    expect(code).toBe(1);
    expect(result.files[0]).toMatchObject({ path: SMALL, outcome: 'failed', verifiedBy: null });
    expect(result.files[0]?.error?.code).toBe('corrupt');
  });

  it('answers a verification and its repair with counts and problems', async () => {
    await run('--files-list', listFile(BIG, SMALL), '--output', 'out');
    flipByte(BIG);
    rmSync(join(cwd, 'out', SMALL));
    const found = await answer('verify', '--verify', '--output', 'out');
    expect(found.code).toBe(1);
    expect(found.result.problems.map(({ path, result }) => [path, result])).toEqual([
      [BIG, 'damaged'],
      [SMALL, 'missing'],
    ]);
    expect(found.result).toMatchObject({ countsAfterRepair: null, manifest: null });
    const repaired = await answer('verify', '--verify', '--mend', '--output', 'out');
    expect(repaired.code).toBe(0);
    expect(repaired.result.counts.damaged.files).toBe(1);
    expect(repaired.result.countsAfterRepair?.verified.files).toBe(2);
  });

  it('answers find-fields with numbers, times in UTC and the rows that could not be read', async () => {
    writeFileSync(join(cwd, 's.csv'), 'name,ra,dec\na,139.6,-0.1\nfar,0.1,80\nno,400,1\n');
    const { code, result } = await answer('find-fields', 'find-fields', 's.csv');
    expect(code).toBe(1);
    const table = await run('find-fields', 's.csv');
    expect(result.observations).toHaveLength(table.stdout.trimEnd().split('\n').length - 1);
    const [row] = result.observations;
    expect(row).toMatchObject({ source: 'a', raDeg: 139.6, epoch: '01', field: 'VAST_0918+00A' });
    expect(result.outside.map(({ source }) => source)).toEqual(['far']);
    expect(result.notRead.map(({ location }) => location)).toEqual(['line 4']);
    const older = ['--format', 'field-name', '--only-epochs', '1'];
    const nearest = await answer('find-fields', 'find-fields', 's.csv', ...older);
    expect(nearest.result.observations).toMatchObject([{ source: 'a', primaryField: null }]);
  });

  it('answers cutout with its plan and the rows of cutouts.csv', async () => {
    writeFileSync(join(cwd, 's.csv'), 'name,ra,dec\na,139.6,-0.1\nfar,0.1,80\n');
    const words = 'cutout s.csv --only-epochs 1 --combined-only --size 0.2deg --output o'.split(
      ' ',
    );
    const dry = await answer('cutout', ...words, '--dry-run');
    expect(dry.result).toMatchObject({ table: null, cutouts: [], calls: 0 });
    expect(dry.result.plan).toMatchObject({ isExact: false, cutouts: 1, kept: 0 });
    const { code, result } = await answer('cutout', ...words);
    expect(code).toBe(0);
    expect(result.cutouts).toMatchObject([
      { source: 'a', path: IMAGE, outcome: 'cut', from: 'dropbox', isHashChecked: false },
      { source: 'far', path: null, outcome: 'not-in-survey', box: null },
    ]);
    const again = await answer('cutout', ...words, '--dry-run');
    expect(again.result.plan).toMatchObject({ isExact: true, cutouts: 0, kept: 1, calls: 0 });
  });

  it('answers header with the values of cards', async () => {
    const { result } = await answer('header', 'header', IMAGE);
    const values = new Map(result.cards.map(({ keyword, value }) => [keyword, value]));
    expect(values.get('BITPIX')).toBe(-32);
    expect(values.get('CTYPE1')).toBe('RA---SIN');
    expect(result).toMatchObject({ path: IMAGE, from: 'dropbox', calls: 1, offset: 0 });
  });

  it('says in the document what ended a run: a wrong password, a wrong table, Ctrl-C', async () => {
    writeFileSync(join(cwd, 'none.csv'), 'a,b\n');
    const table = await answer('find-fields', 'find-fields', 'none.csv');
    expect(table).toMatchObject({ code: 2, result: null, error: { code: 'bad-input' } });
    demo.faults.add({ path: BIG, fault: { kind: 'stall', afterBytes: 100 } });
    const running = start('--files-list', listFile(BIG), '--output', 'out', '--json');
    await demo.calls.until(({ records }) => records.some(({ path }) => path === BIG));
    running.process.kill('SIGINT');
    const stopped = read('download', await running.result);
    expect(stopped).toMatchObject({ code: 130, error: { code: 'cancelled' } });
    expect(stopped.result.files).toMatchObject([{ path: BIG, outcome: 'not-downloaded' }]);
    writeConfig({ password: 'wrong' });
    const refused = await answer('download', ...SOME);
    expect(refused).toMatchObject({ code: 3, result: null, error: { code: 'link-denied' } });
  });

  it('is refused where there is no document', () => {
    const ask = (): unknown => {
      const invocation = parseCommandLine(['--available-epochs', '--json'], '1');
      return invocation.kind === 'run' && taskOf(invocation.options);
    };
    expect(ask).toThrow(AppError);
    expect(ask).toThrow('--json belongs to --download, --dry-run, --verify, not to');
  });
});
