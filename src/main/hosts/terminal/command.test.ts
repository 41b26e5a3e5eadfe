import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEADER_BYTES, SLOT_BYTES } from '#main/engine/transfer/part-journal.ts';
import type { DemoOptions } from '#demo/demo.ts';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { type CommandResult, runCommand, startCommand } from '#main/testing/run-command.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';

/** The command as a process, with a config file, against a server with faults. */

let cwd: string;
let demo: DemoServer;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'command-'));
});
afterEach(async () => {
  await demo?.close();
  rmSync(cwd, { recursive: true });
});

const BIG = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_9999+00A.EPOCH01.I.fits';
const BIG_BYTES = 5 * BLOCK_BYTES + 17;
const SMALL = '/EPOCH01/VAST_epoch1.csv';
const ROUTE = 'sharing/get_shared_link_file';
/** All that the tiny survey has of one epoch's fields. */
const SOME = '--download --only-epochs 1 --only-fields 0918+00A,0943+00A --output out'.split(' ');

async function serve(options: DemoOptions = {}): Promise<void> {
  demo = await startDemoServer({ survey: 'tiny', extraFiles: { [BIG]: BIG_BYTES }, ...options });
  writeConfig();
}

function writeConfig(changes: Partial<Record<'password' | 'access_token', string>> = {}): void {
  const { sharedUrl, password, accessToken } = demo;
  writeFileSync(
    join(cwd, 'dropbox.cfg'),
    `[dropbox]\nshared_url = ${sharedUrl}\npassword = ${changes.password ?? password}\n` +
      `access_token = ${changes.access_token ?? accessToken}\n`,
  );
}

const setting = () => ({
  cwd,
  home: join(cwd, 'home'),
  env: { VAST_DROPBOX_ENDPOINT: demo.endpoint },
});
const run = (...words: string[]): Promise<CommandResult> => runCommand(setting(), ...words);
const start = (...words: string[]) => startCommand(setting(), ...words);

function filesUnder(folder: string): string[] {
  if (!existsSync(join(cwd, folder))) return [];
  return readdirSync(join(cwd, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

function listFile(...paths: string[]): string {
  writeFileSync(join(cwd, 'list.txt'), paths.join('\n'));
  return 'list.txt';
}

/** Leaves size and times as they were, but for the one that no program can set. */
function flipByte(path: string): void {
  const file = join(cwd, 'out', path);
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  bytes[BLOCK_BYTES + 5]! ^= 1;
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
}

/** The database of the only queue. */
function queueFile(): string {
  const queues = join(cwd, 'home/queues');
  return join(queues, readdirSync(queues).find((name) => name.endsWith('.sqlite'))!);
}

/** Has the queue's memory say of a file, as it is on disk now, that it is good: as if no inode had told of a change. */
function believe(path: string): void {
  const found = statSync(join(cwd, 'out', path), { bigint: true });
  const database = new DatabaseSync(queueFile());
  const { changes } = database
    .prepare('UPDATE known_good SET mtime_ns = ?, ctime_ns = ?, inode = ? WHERE path = ?')
    .run(found.mtimeNs, found.ctimeNs, found.ino, path);
  database.close();
  expect(changes).toBe(1);
}

async function same(path: string): Promise<boolean> {
  return readFileSync(join(cwd, 'out', path)).equals(await demo.bytesOf(path));
}

describe('a download that is stopped', () => {
  it('by Ctrl-C ends cleanly, says how to go on, and goes on without fetching a finished block again', async () => {
    await serve();
    demo.faults.add({
      route: ROUTE,
      path: BIG,
      times: 1,
      fault: { kind: 'stall', afterBytes: 3 * BLOCK_BYTES + 99 },
    });
    const list = listFile(BIG);
    const command = start('--download', '--files-list', list, '--output', 'out');
    await command.said('Downloading 1 file');
    const journal = join(cwd, 'out', `${BIG}.part.journal`);
    await expect.poll(() => doneBlocks(journal), { timeout: 20_000 }).toBe(3);
    command.process.kill('SIGINT');
    const { code, stderr } = await command.result;
    expect(code).toBe(130);
    expect(stderr).toContain('it goes on where it stopped');
    expect(filesUnder('out').toSorted()).toEqual([
      `${BIG.split('/').at(-1)}.part`,
      `${BIG.split('/').at(-1)}.part.journal`,
    ]);

    demo.calls.reset();
    const again = await run('--download', '--files-list', list, '--output', 'out');
    expect(again.code).toBe(0);
    expect(demo.calls.of(ROUTE).map(({ range }) => range)).toEqual([`bytes=${3 * BLOCK_BYTES}-`]);
    expect(await same(BIG)).toBe(true);
    expect(filesUnder('out')).toHaveLength(1);
  });

  it('by kill -9 goes on all the same', async () => {
    await serve();
    demo.faults.add({
      route: ROUTE,
      path: BIG,
      times: 1,
      fault: { kind: 'stall', afterBytes: 2 * BLOCK_BYTES },
    });
    const list = listFile(BIG);
    const command = start('--download', '--files-list', list, '--output', 'out');
    await expect
      .poll(() => doneBlocks(join(cwd, 'out', `${BIG}.part.journal`)), { timeout: 20_000 })
      .toBe(2);
    command.process.kill('SIGKILL');
    await command.result;
    demo.calls.reset();
    const again = await run('--download', '--files-list', list, '--output', 'out');
    expect(again.code).toBe(0);
    expect(demo.calls.of(ROUTE).map(({ range }) => range)).toEqual([`bytes=${2 * BLOCK_BYTES}-`]);
    expect(await same(BIG)).toBe(true);
    expect(filesUnder('out')).toHaveLength(1);
  });

  it('by Ctrl-C while Dropbox wants a pause does not wait for its end', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, fault: { kind: 'rate-limit', seconds: 600 } });
    const command = start('--download', '--files-list', listFile(SMALL), '--output', 'out');
    await command.said('Dropbox asked for a pause');
    command.process.kill('SIGINT');
    expect((await command.result).code).toBe(130);
  });

  it('by Ctrl-C before it has begun does not begin', async () => {
    await serve();
    demo.faults.add({ route: 'sharing/get_shared_link_metadata', fault: { kind: 'silence' } });
    const command = start('--get-available-files');
    await demo.calls.until(({ counts }) => counts.total > 0);
    command.process.kill('SIGINT');
    const { code, stdout } = await command.result;
    expect([code, stdout]).toEqual([130, '']);
  });

  it('reports of its own files only', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, path: BIG, fault: { kind: 'server-error' } });
    const words = ['--output', 'out', '--max-retries', '0'];
    expect((await run('--files-list', listFile(BIG), ...words)).code).toBe(1);
    const { code, stderr } = await run('--files-list', listFile(SMALL), ...words);
    expect([code, stderr]).toEqual([0, expect.stringContaining('1 file downloaded and verified.')]);
  });

  it('keeps a second process out of its folder meanwhile, and names the first', async () => {
    await serve();
    demo.faults.add({ route: ROUTE, fault: { kind: 'silence' } });
    const list = listFile(SMALL);
    const first = start('--download', '--files-list', list, '--output', 'out');
    await first.said('Downloading 1 file');
    const second = await run('--download', '--files-list', list, '--output', 'out');
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`process ${first.process.pid} is downloading into this folder`);
    const elsewhere = await run('--dry-run', '--files-list', list, '--output', 'out');
    expect(elsewhere.code).toBe(0);
    first.process.kill('SIGTERM');
    expect((await first.result).code).toBe(130);
  });
});

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
    expect(stderr).toMatch(/1 checked by size only/);
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

describe('checksums that the user brings', () => {
  it('are checked as well', async () => {
    await serve();
    const bytes = await demo.bytesOf(SMALL);
    const md5 = createHash('md5').update(bytes).digest('hex');
    writeFileSync(join(cwd, 'sums'), `${md5}  ${SMALL.slice(1)}\n`);
    const good = await run(
      '--files-list',
      listFile(SMALL),
      '--output',
      'out',
      '--checksums',
      'sums',
    );
    expect([good.code, good.stderr]).toEqual([
      0,
      expect.stringContaining('1 file downloaded and verified'),
    ]);
    writeFileSync(join(cwd, 'sums'), `path,md5\n${SMALL},${'0'.repeat(32)}\n`);
    const bad = await run(
      '--files-list',
      listFile(SMALL),
      '--output',
      'out',
      '--checksums',
      'sums',
    );
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain('not what your checksum list says');
  });
});

describe('commands that list', () => {
  it('print the epochs of the live folder', async () => {
    await serve();
    const { code, stdout } = await run('--available-epochs');
    expect([code, stdout]).toEqual([0, '1\n2\n']);
  });

  it('save the list where they were called, and take it back', async () => {
    await serve();
    const { code, stdout } = await run('--get-available-files');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^vast_dbx_file_list_\d{8}_\d{6}\.txt\n$/);
    const [comment, ...paths] = readFileSync(join(cwd, stdout.trim()), 'utf8')
      .trimEnd()
      .split('\n');
    expect(comment).toMatch(/^#/);
    const all = (await demo.files())
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('/LEGACY'));
    expect(paths.toSorted()).toEqual(all.toSorted());
    const dry = await run('--dry-run', '--available-files', stdout.trim(), '--only-epochs', '02');
    expect(
      dry.stdout
        .trimEnd()
        .split('\n')
        .every((path) => path.startsWith('/EPOCH02/')),
    ).toBe(true);
    const legacy = await run('--get-available-files', '--include-legacy', '--output', 'x');
    expect(readFileSync(join(cwd, legacy.stdout.trim()), 'utf8')).toContain('/LEGACY/');
  });

  it('print a dry run to stdout and nothing else, without config or network', async () => {
    await serve();
    rmSync(join(cwd, 'dropbox.cfg'));
    const { code, stdout, stderr } = await run(
      ...'--dry-run --only-epochs 01 --only-fields 0012+00A --stokes v'.split(' '),
    );
    expect(code).toBe(0);
    for (const line of stdout.trimEnd().split('\n')) {
      expect(line).toMatch(/^\/EPOCH01\/.*VAST_0012\+00A/);
    }
    expect(stderr).toMatch(/^ {2}field images: 2 files, about 1\.4 GB$/m);
    expect(stderr).toMatch(/^12 files, about 2\.8 GB, of the built-in list/m);
    expect(stderr).toMatch(/Sizes are estimated from .*--download learns the real ones/);
    expect(demo.calls.counts.total).toBe(0);
    expect(filesUnder('vast_dropbox')).toEqual([]);
  });

  it('write a config to fill in, which says so when it is used unfilled, and never write over one', async () => {
    await serve();
    const words = ['--write-template-dropbox-config', '--dropbox-config', 'new.cfg'];
    expect((await run(...words)).code).toBe(0);
    expect(statSync(join(cwd, 'new.cfg')).mode & 0o077).toBe(0);
    const unfilled = await run('--download', '--dropbox-config', 'new.cfg', '--output', 'out');
    expect([unfilled.code, unfilled.stderr]).toEqual([2, expect.stringContaining('ENTER_URL')]);
    expect((await run(...words)).code).toBe(2);
    expect(demo.calls.counts.total).toBe(0);
  });
});

describe('what is on disk', () => {
  it('is verified without downloading', async () => {
    await serve();
    const list = listFile(SMALL, BIG);
    await run('--files-list', list, '--output', 'out');
    expect((await run('--verify', '--files-list', list, '--output', 'out')).code).toBe(0);
    flipByte(BIG);
    rmSync(join(cwd, 'out', SMALL));
    demo.calls.reset();
    const { code, stdout, stderr } = await run('--verify', '--files-list', list, '--output', 'out');
    expect(code).toBe(1);
    expect(stdout.trim().split('\n').toSorted()).toEqual([`damaged ${BIG}`, `missing ${SMALL}`]);
    expect(stderr).toContain('1 not on disk');
    expect(demo.calls.of(ROUTE)).toEqual([]);
    expect((await run('--files-list', list, '--output', 'out')).code).toBe(0);
    expect(await same(BIG)).toBe(true);
  });

  it('is mended on request: what is damaged, even by a disk that fails silently, and what is gone', async () => {
    await serve();
    const list = listFile(SMALL, BIG);
    await run('--files-list', list, '--output', 'out');
    flipByte(BIG);
    believe(BIG);
    rmSync(join(cwd, 'out', SMALL));
    writeFileSync(join(cwd, 'out/EPOCH01/notes.txt'), 'mine');
    demo.calls.reset();
    const words = ['--verify', '--mend', '--manifest', 'SHA256SUMS', '--output', 'out'];
    const { code, stdout, stderr } = await run(...words);
    expect([code, stdout.trim().split('\n').toSorted()]).toEqual([
      0,
      [`damaged ${BIG}`, 'foreign /EPOCH01/notes.txt', `missing ${SMALL}`],
    ]);
    expect(stderr).toMatch(/After mending: 2 files verified .*, 1 foreign/);
    const fetched = demo.calls.of(ROUTE).map(({ path }) => path);
    expect(new Set(fetched)).toEqual(new Set([BIG, SMALL]));
    expect(await same(BIG)).toBe(true);
    expect(readFileSync(join(cwd, 'out/EPOCH01/notes.txt'), 'utf8')).toBe('mine');

    // The list is good for the standard tool and for ourselves.
    const sums = join(cwd, 'SHA256SUMS');
    const told = execFileSync('sha256sum', ['-c', '--strict', sums], { cwd: join(cwd, 'out') });
    expect(String(told).trim().split('\n').toSorted()).toEqual(
      [BIG, SMALL].map((path) => `${path.slice(1)}: OK`).toSorted(),
    );
    const table = readFileSync(`${sums}.csv`, 'utf8').trim().split('\n');
    expect(table[0]).toBe('path,size,modified,sha256,content_hash,assurance,checked');
    expect(table).toHaveLength(3);
    const checked = await run(
      '--verify',
      '--checksums',
      'SHA256SUMS',
      '--files-list',
      list,
      '--output',
      'out',
    );
    expect(checked.code).toBe(0);
  });

  it('and was never downloaded is not missing without a filter, and not fetched by --mend with one', async () => {
    await serve();
    await run('--files-list', listFile(SMALL), '--output', 'out');
    expect((await run('--verify', '--output', 'out')).code).toBe(0);
    const list = listFile(SMALL, BIG);
    demo.calls.reset();
    const words = ['--verify', '--mend', '--files-list', list, '--output', 'out'];
    const { code, stdout } = await run(...words);
    expect([code, stdout.trim()]).toEqual([1, `missing ${BIG}`]);
    expect(demo.calls.of(ROUTE)).toEqual([]);
  });

  it('is not called good while the record of what was downloaded cannot be read', async () => {
    await serve();
    const list = listFile(SMALL);
    await run('--files-list', list, '--output', 'out');
    writeFileSync(queueFile(), 'no database at all');
    const everything = await run('--verify', '--output', 'out');
    expect([everything.code, everything.stderr]).toEqual([
      1,
      expect.stringMatching(/1 file verified .*\n.*Warning: The record .* can't be read/s),
    ]);
    expect((await run('--verify', '--files-list', list, '--output', 'out')).code).toBe(0);
  });

  it('stays as it was where mending fails', async () => {
    await serve();
    const list = listFile(BIG);
    await run('--files-list', list, '--output', 'out');
    flipByte(BIG);
    const damaged = readFileSync(join(cwd, 'out', BIG));
    demo.faults.add({ route: ROUTE, fault: { kind: 'server-error' } });
    const words = ['--verify', '--mend', '--output', 'out', '--max-retries', '0'];
    const { code, stderr } = await run(...words);
    expect(code).toBe(1);
    expect(stderr).toContain('could not be mended');
    expect(readFileSync(join(cwd, 'out', BIG)).equals(damaged)).toBe(true);
  });

  it('cannot be mended while the link is refused, which the exit code tells', async () => {
    await serve();
    await run('--files-list', listFile(SMALL), '--output', 'out');
    writeFileSync(join(cwd, 'out', SMALL), 'short');
    demo.faults.add({
      route: ROUTE,
      fault: { kind: 'api-error', tag: 'shared_link_access_denied' },
    });
    expect((await run('--verify', '--mend', '--output', 'out')).code).toBe(3);
    expect(readFileSync(join(cwd, 'out', SMALL), 'utf8')).toBe('short');
  });

  it('is fetched again with --overwrite', async () => {
    await serve();
    const list = listFile(SMALL);
    await run('--files-list', list, '--output', 'out');
    demo.calls.reset();
    await run('--files-list', list, '--output', 'out', '--overwrite');
    expect(demo.calls.of(ROUTE)).toHaveLength(1);
  });
});

describe('a table that find_sources of vast-tools 3 wrote', () => {
  const HEADER = 'name,ra,dec,field,epoch,sbid,dateobs,primary_field\n';

  it('selects its fields, in all epochs or in its own', async () => {
    await serve();
    const rows =
      'a,1,2,VAST_0918+00A,1,9668,2019-08-27 23:52:18.2,VAST_0918+00A\n' +
      'a,1,2,VAST_0918+00A,5x,11111,2020-01-10 18:40:12.4,VAST_0918+00A\n' +
      'b,1,2,VAST_0943+00A,02,10341,2019-10-29 23:20:53.9,VAST_0943+00\n';
    writeFileSync(join(cwd, 'find.csv'), HEADER + rows);
    const pairsOf = (stdout: string) =>
      [
        ...new Set(
          stdout
            .trim()
            .split('\n')
            .map((path) => `${/\d{4}[+-]\d{2}A/.exec(path)?.[0]} ${path.split('/')[1]}`),
        ),
      ].toSorted();
    const words = '--dry-run --stokes I --find-fields-input find.csv'.split(' ');
    const all = await run(...words);
    expect([all.code, all.stderr]).toEqual([
      0,
      expect.stringContaining('find.csv: the fields are those of the column "field".'),
    ]);
    expect(all.stderr).toContain('All epochs are selected; --epochs-from-table');
    expect(pairsOf(all.stdout).length).toBeGreaterThan(10);
    const own = await run(...words, '--epochs-from-table');
    expect(pairsOf(own.stdout)).toEqual([
      '0918+00A EPOCH01',
      '0918+00A EPOCH05x',
      '0943+00A EPOCH02',
    ]);
    const narrowed = await run(...words, '--epochs-from-table', '--only-epochs', '1,2');
    expect(pairsOf(narrowed.stdout)).toEqual(['0918+00A EPOCH01', '0943+00A EPOCH02']);
    expect(demo.calls.counts.total).toBe(0);
  });

  it('is refused with --epochs-from-table where it names no epochs, or is not given', async () => {
    await serve();
    writeFileSync(join(cwd, 'find.csv'), 'field_name\nVAST_0918+00A\n');
    const table = await run('--dry-run', '--find-fields-input', 'find.csv', '--epochs-from-table');
    expect([table.code, table.stderr]).toEqual([
      2,
      expect.stringContaining('find.csv has no column "epoch"'),
    ]);
    const none = await run('--dry-run', '--epochs-from-table');
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('belongs to --find-fields-input'),
    ]);
  });

  it('is named as UTF-16 where it is that', async () => {
    await serve();
    writeFileSync(join(cwd, 'find.csv'), `\uFEFF${HEADER}`, 'utf16le');
    const { code, stderr } = await run('--dry-run', '--find-fields-input', 'find.csv');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('find.csv: it is UTF-16. Save it as UTF-8'),
    ]);
  });
});

describe('a dropbox.cfg that was not read exactly', () => {
  it('is refused with line and byte, before any call', async () => {
    await serve();
    const text = `[dropbox]\nshared_url = ${demo.sharedUrl}\naccess_token = ${demo.accessToken}\npassword = caf\u00e9\n`;
    writeFileSync(join(cwd, 'dropbox.cfg'), text, 'latin1');
    const { code, stderr } = await run(...SOME);
    expect([code, stderr]).toEqual([2, expect.stringContaining('dropbox.cfg, line 4: byte 15')]);
    expect(stderr).toContain('save it as UTF-8');
    expect(stderr).not.toContain('caf');
    expect(demo.calls.counts.total).toBe(0);
  });

  it('or whose password is not in composed form is told about before the first call', async () => {
    await serve();
    writeConfig({ password: 'cafe\u0301' });
    const { code, stderr } = await run(...SOME);
    expect(code).toBe(3);
    expect(stderr).toMatch(/password has accents.*(\n.*)*password/);
  });
});

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
    [['--verify', '--output', '.', '--manifest', 'dropbox.cfg/x'], /--manifest .* a file has the name/],
    [['--verify', '--output', '.', '--manifest', '.'], /--manifest \.: that is a folder/],
    [['--write-template-dropbox-config', '--dropbox-config', 'absent/x'], /folder is not there/],
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

/** Blocks that a journal holds as done; a journal that is not there yet has none. */
function doneBlocks(journal: string): number {
  if (!existsSync(journal)) return 0;
  const bytes = readFileSync(journal).subarray(HEADER_BYTES);
  let done = 0;
  for (let at = 0; at + SLOT_BYTES <= bytes.length; at += SLOT_BYTES) {
    if (bytes.subarray(at, at + 32).some((byte) => byte !== 0)) done += 1;
  }
  return done;
}
