import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseHeader } from '#shared/fits/header.ts';
import {
  cwd,
  demo,
  filesUnder,
  ROUTE,
  run,
  serve,
  start,
  writeConfig,
} from './testing/command-world.ts';

/** `vast-pilot cutout` as a process, when something ends it. */

const FIELD = 'VAST_0918+00A';
const image = (epoch: string): string =>
  `/EPOCH${epoch}/COMBINED/STOKESI_IMAGES/${FIELD}.EPOCH${epoch}.I.fits`;
const WORDS = 'cutout s.csv --only-epochs 1,2 --combined-only --size 0.2deg --output out'.split(
  ' ',
);

function writeSources(): void {
  writeFileSync(join(cwd, 's.csv'), 'name,ra,dec\na,139.6,-0.1\n');
}

const table = (): string => readFileSync(join(cwd, 'out/cutouts.csv'), 'utf8');

describe('a cutout that is stopped', () => {
  it('by Ctrl-C keeps what is complete, leaves no half file, and goes on with the same command', async () => {
    await serve();
    writeSources();
    const path = image('02');
    // The header comes, and the rows do not.
    demo.faults.add({ path, after: 1, times: 1, fault: { kind: 'stall', afterBytes: 1_000 } });
    const command = start(...WORDS);
    await demo.calls.until(
      ({ records }) => records.filter((record) => record.path === path).length === 2,
    );
    await expect.poll(() => filesUnder('out'), { timeout: 20_000 }).toHaveLength(1);
    command.process.kill('SIGINT');
    const { code, stderr } = await command.result;
    expect(code).toBe(130);
    expect(stderr).toContain('1 cutout written, 1 not fetched yet');
    expect(stderr).toContain('it resumes where it stopped');
    const first = filesUnder('out').find((name) => name.endsWith('.fits'));
    expect(filesUnder('out').toSorted()).toEqual([first!, 'cutouts.csv']);
    expect(table()).toMatch(/,02,.*,stopped,,/);
    const kept = readFileSync(join(cwd, 'out', first!));
    expect(parseHeader(kept)).not.toBeNull();

    demo.calls.reset();
    const again = await run(...WORDS);
    expect(again.stderr).toContain('1 cutout written, 1 already there; 1 call,');
    expect(again.code).toBe(0);
    expect(demo.calls.of(ROUTE).map((record) => record.path)).toEqual([path]);
    expect(filesUnder('out')).toHaveLength(3);
    expect(readFileSync(join(cwd, 'out', first!))).toEqual(kept);
  });

  it('by a wrong password has tried it once', async () => {
    await serve();
    writeSources();
    writeConfig({ password: 'wrong' });
    const { code, stderr } = await run(...WORDS);
    expect(code).toBe(3);
    expect(stderr).toContain('password');
    expect(stderr).not.toContain('wrong\n');
    expect(demo.calls.counts.total).toBe(1);
    expect(readdirSync(join(cwd, 'out'))).toEqual([]);
  });

  it('by a network path that sends whole files says what a cutout would cost', async () => {
    await serve();
    writeSources();
    demo.faults.add({ fault: { kind: 'ignore-range' }, route: ROUTE });
    const { code, stderr } = await run(...WORDS);
    expect(code).toBe(1);
    expect(stderr).toMatch(/the whole file of [\d.]+ \wB was sent where a part was asked for/);
    expect(stderr).toContain('each part would cost a whole file');
    expect(demo.calls.of(ROUTE)).toHaveLength(1);
    expect(table().match(/,stopped,/g)).toHaveLength(2);
  });
});

describe('a cutout', () => {
  it('of what is on disk needs neither config nor network', async () => {
    await serve();
    writeSources();
    writeFileSync(join(cwd, 'list.txt'), [image('01'), image('02')].join('\n'));
    await run('--files-list', 'list.txt', '--output', 'down');
    writeFileSync(join(cwd, 'dropbox.cfg'), '');
    demo.calls.reset();
    const { code, stderr } = await run(...WORDS, '--downloads', 'down');
    expect(stderr).toContain('2 images on this disk: no call.');
    expect(stderr).toContain('2 cutouts written; 0 calls');
    expect(code).toBe(0);
    expect(demo.calls.counts.total).toBe(0);
    expect(table().match(/,cut,a\.EPOCH0[12]\.[^,]*,"\[\d+:\d+,\d+:\d+\]",disk,/g)).toHaveLength(2);
  });

  it('of a source with a hostile name stays in its folder and its table', async () => {
    await serve();
    writeFileSync(
      join(cwd, 's.csv'),
      'name,ra,dec\n"../../x",139.6,-0.1\n"=HYPERLINK(""a"")",139.61,-0.1\n"a,b\u001b[2J",139.62,-0.1\n',
    );
    const { code, stderr } = await run(...WORDS.with(3, '1'));
    expect(code).toBe(0);
    expect(stderr).not.toContain('\u001B');
    expect(readdirSync(cwd).toSorted()).toEqual(['dropbox.cfg', 'home', 'out', 's.csv']);
    expect(filesUnder('out').filter((name) => name.endsWith('.fits'))).toHaveLength(3);
    expect(table()).toContain(`\n"'=HYPERLINK(""a"")",`);
  });
});
