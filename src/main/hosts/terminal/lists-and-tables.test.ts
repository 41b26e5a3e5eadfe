import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cwd,
  demo,
  SMALL,
  SOME,
  serve,
  writeConfig,
  run,
  filesUnder,
  listFile,
  same,
} from './testing/command-world.ts';

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
    expect(stderr).toMatch(/Sizes are estimated from .*--download gets the real ones/);
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

describe('a list of files in other capitals', () => {
  const LEGACY_FILE = /^\/LEGACY\/.*\.fits$/;

  it('is downloaded under the names of the shared folder, with a note', async () => {
    await serve();
    const legacy = (await demo.files()).find(({ path }) => LEGACY_FILE.test(path))!.path;
    const list = listFile(SMALL.toLowerCase(), SMALL, legacy.toLowerCase());
    const { code, stderr } = await run('--files-list', list, '--output', 'out');
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 files downloaded and verified')]);
    expect(stderr).toContain(`${SMALL.toLowerCase()} is ${SMALL} in the shared folder`);
    expect(stderr).toContain(`${legacy.toLowerCase()} is ${legacy} in the shared folder`);
    expect([await same(SMALL), await same(legacy)]).toEqual([true, true]);
    const dry = await run('--dry-run', '--files-list', listFile(SMALL.toLowerCase()));
    expect(dry.stdout).toBe(`${SMALL}\n`);
  });

  it('is understood by the filters as a list of available files, too', async () => {
    await serve();
    writeFileSync(join(cwd, 'all.txt'), `${SMALL.toLowerCase()}\n/epoch02/vast_epoch2.csv\n`);
    const words = '--dry-run --available-files all.txt --only-epochs 1'.split(' ');
    const { code, stdout } = await run(...words);
    expect([code, stdout]).toEqual([0, `${SMALL}\n`]);
    writeFileSync(join(cwd, 'all.txt'), `/mnt/vast${SMALL}\n`);
    const elsewhere = await run('--dry-run', '--available-files', 'all.txt');
    expect(elsewhere.stderr).toContain(`No path begins with /EPOCH or /LEGACY; the first is /mnt`);
  });
});

describe('a bare list of sources', () => {
  const words = '--dry-run --stokes I --combined-only --find-fields-input sources.csv'.split(' ');
  const fieldsAndEpochs = (stdout: string) => [
    ...new Set(
      stdout
        .trim()
        .split('\n')
        .map((path) => `${/\d{4}[+-]\d{2}A/.exec(path)?.[0]} ${path.split('/')[1]}`),
    ),
  ];

  it('selects the fields that see its sources, and says what it did', async () => {
    await serve();
    writeFileSync(
      join(cwd, 'sources.csv'),
      'name,ra,dec\nin it,322.4375,-4.485\nfar,100,80\nbad,400,0\n',
    );
    const own = await run(...words, '--epochs-from-table');
    expect(own.code).toBe(0);
    expect(fieldsAndEpochs(own.stdout)).toEqual(
      ['01', '02', '03x', '05x', '06x', '08', '09'].map((epoch) => `2118-06A EPOCH${epoch}`),
    );
    expect(own.stderr).toContain('sources.csv: a list of sources. 1 source in 1 field');
    expect(own.stderr).toContain('Only the epochs that saw a source are selected.');
    expect(own.stderr).toMatch(/far lies outside: VAST_0918\+00A is nearest, 79\.\d\d°/);
    expect(own.stderr).toMatch(/Left out line 4: the right ascension is 400 degrees/);
    const all = await run(...words);
    expect(all.stderr).toContain('All epochs are selected; --epochs-from-table');
    expect(new Set(fieldsAndEpochs(own.stdout))).toEqual(new Set(fieldsAndEpochs(all.stdout)));
    expect(demo.calls.counts.total).toBe(0);
  });

  it.each([
    ['outside of the survey', 'ra,dec\n100,80\n', 'none of its 1 source lies in a field'],
    ['without a good row', 'ra,dec\n400,0\n', 'no list of sources either: No row of'],
    ['of names alone', 'name\nCrab\n', "can't be resolved without asking Simbad"],
  ])('is refused where it is %s', async (_, text, why) => {
    await serve();
    writeFileSync(join(cwd, 'sources.csv'), text);
    const { code, stderr } = await run(...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
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

  it('is refused with --epochs-from-table if it names no epochs, or is not given', async () => {
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

  it('is refused as UTF-16 if it is that', async () => {
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

  it('or whose password is not in composed form is refused before the first call', async () => {
    await serve();
    writeConfig({ password: 'cafe\u0301' });
    const { code, stderr } = await run(...SOME);
    expect(code).toBe(3);
    expect(stderr).toMatch(/password has its accents.*(\n.*)*password/);
  });
});
