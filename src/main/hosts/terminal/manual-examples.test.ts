import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { contentHashOf } from '#demo/shelf/content-hash.ts';
import { runCommand } from '#main/testing/run-command.ts';

/** The examples of the old script's manual, each as a process, with the demo survey. */

let demo: DemoServer;
let cwd: string;

beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.close());
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'manual-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const run = (...words: string[]) =>
  runCommand({ cwd, home: join(cwd, 'home') }, '--demo', ...words);

function pathsUnder(folder: string): string[] {
  return readdirSync(join(cwd, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        `/${relative(join(cwd, folder), join(entry.parentPath, entry.name)).split(sep).join('/')}`,
    )
    .toSorted();
}

/**
 * Compares by the hashes that the demo computes once for each file. Generating thousands of files again for a comparison
 * of their bytes takes longer than the downloads.
 */
async function expectSameBytes(folder: string, paths: readonly string[]): Promise<void> {
  const hashes = new Map((await demo.files()).map((file) => [file.path, file.contentHash]));
  for (const path of paths) {
    expect(contentHashOf(readFileSync(join(cwd, folder, path))), path).toBe(hashes.get(path));
  }
}

describe("the manual's examples", () => {
  it('download everything but LEGACY', { timeout: 240_000 }, async () => {
    const { code, stderr } = await run('--download', '--output', 'VAST_DOWNLOAD');
    expect(stderr).toMatch(/files downloaded and verified/);
    expect(code).toBe(0);
    const all = (await demo.files())
      .map(({ path }) => path)
      .filter((path) => !path.startsWith('/LEGACY/'));
    expect(pathsUnder('VAST_DOWNLOAD')).toEqual(all.toSorted());
    await expectSameBytes('VAST_DOWNLOAD', all);
  });

  it('download an epoch', async () => {
    const { code } = await run('--download', '--only-epochs', '1', '--output', 'VAST_DOWNLOAD');
    expect(code).toBe(0);
    const epoch = (await demo.files())
      .map(({ path }) => path)
      .filter((path) => path.startsWith('/EPOCH01/'));
    expect(epoch.length).toBeGreaterThan(100);
    expect(pathsUnder('VAST_DOWNLOAD')).toEqual(epoch.toSorted());
    await expectSameBytes('VAST_DOWNLOAD', epoch);
  });

  it('download a selection', async () => {
    const { code } = await run(
      ...'--download --output VAST_DOWNLOAD --only-epochs 1,2,8,9'.split(' '),
      ...'--only-fields VAST_0918+00A,VAST_1739-25A --combined-only --stokes I,V'.split(' '),
      ...'--skip-bkg-images --skip-rms-images --skip-islands --skip-xml --skip-qc'.split(' '),
    );
    expect(code).toBe(0);
    const found = pathsUnder('VAST_DOWNLOAD');
    // Per field and epoch: an image and a catalogue in I; an image and two catalogues in V.
    expect(found).toHaveLength(30);
    expect(found).toContain(
      '/EPOCH08/COMBINED/STOKESV_SELAVY/nVAST_0918+00A.EPOCH08.V.selavy.components.txt',
    );
    await expectSameBytes('VAST_DOWNLOAD', found);
  });

  it('download the fields that find_sources named', async () => {
    writeFileSync(
      join(cwd, 'find-fields-ouput.csv'),
      'ra,dec,name,sbid,field_name\n' +
        '321.749583333333,-44.2686111111111,Q 2123-4429B,9673,VAST_2112-43A\n' +
        '348.945,-59.0544444444444,ESO 148-IG02,9673,VAST_2256-56A\n',
    );
    const { code } = await run(
      ...'--find-fields-input find-fields-ouput.csv --output VAST_DOWNLOAD --stokes I'.split(' '),
      ...'--skip-xml --skip-bkg-images --skip-qc --skip-islands --combined-only'.split(' '),
    );
    expect(code).toBe(0);
    const found = pathsUnder('VAST_DOWNLOAD');
    expect(found.length).toBeGreaterThan(0);
    for (const path of found) {
      expect(path).toMatch(
        /^\/EPOCH\d\dx?\/COMBINED\/STOKESI_\w+\/VAST_(2112-43|2256-56)A\.EPOCH\w+\.I(_rms)?\.(fits|selavy\.components\.txt)$/,
      );
    }
    await expectSameBytes('VAST_DOWNLOAD', found);
  });

  it('download a list of files', async () => {
    const fields = ['0918+00', '1739-25', '1753-18', '0943+00', '0216+00', '2143-06', '2208-06'];
    const paths = fields.map(
      (field) => `/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_${field}A.EPOCH01.I.fits`,
    );
    writeFileSync(join(cwd, 'to_download.txt'), `${paths.join('\n')}\n\n`);
    const { code } = await run('--files-list', 'to_download.txt', '--output', 'VAST_DOWNLOAD');
    expect(code).toBe(0);
    expect(pathsUnder('VAST_DOWNLOAD')).toEqual(paths.toSorted());
    await expectSameBytes('VAST_DOWNLOAD', paths);
  });

  it('download a legacy version', async () => {
    const { code } = await run(
      '--download',
      '--output',
      'VAST_DOWNLOAD',
      '--legacy-download',
      'v0.6',
    );
    expect(code).toBe(0);
    const legacy = (await demo.files())
      .map(({ path }) => path)
      .filter((path) => /^\/LEGACY\/(v0\.6|[^/]+_v0\.6)\//.test(path));
    expect(legacy.length).toBeGreaterThan(0);
    expect(pathsUnder('VAST_DOWNLOAD')).toEqual(legacy.toSorted());
  });
});
