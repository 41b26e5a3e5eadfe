import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoServer } from '../src/demo/demo-server.ts';

const ROOT = join(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const LAUNCHER = join(ROOT, 'build', 'vast-pilot.mjs');

/** Replaces `npm run -s cli --`: npm would change to the checkout, but the examples need their own folder. */
const NPM = `npm() {
  [ "$1 $2 $3 $4" = "run -s cli --" ] || { echo "not npm run -s cli --: $*" >&2; return 90; }
  shift 4
  "${process.execPath}" "${LAUNCHER}" "$@"
}`;

/** The README's shell commands in their order, each complete. */
function examples() {
  const blocks = [...README.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block);
  return blocks.flatMap((block) =>
    block
      .replaceAll(/\\\n */g, '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
}

/** The value of a flag in an example, or null. */
const valueOf = (example, flag) => new RegExp(`${flag} (\\S+)`).exec(example)?.[1] ?? null;

/**
 * Every command runs, one after the other, in one folder and one home. Commands for the real survey run against the demo
 * server, with a dropbox.cfg as the README describes it.
 */
describe.skipIf(process.platform === 'win32')("the README's examples", () => {
  let demo;
  let home;

  beforeAll(async () => {
    demo = await startDemoServer();
    home = mkdtempSync(join(tmpdir(), 'readme-'));
  });
  afterAll(async () => {
    await demo.close();
    rmSync(home, { recursive: true, force: true });
  });

  function run(example) {
    const { promise, resolve } = Promise.withResolvers();
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      VAST_PILOT_HOME: join(home, 'state'),
      VAST_DROPBOX_ENDPOINT: demo.endpoint,
    };
    const words = ['-c', `${NPM}\n${example}`];
    execFile('/bin/sh', words, { cwd: home, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
    return promise;
  }

  /** The step that the README asks of the reader. */
  function fillIn() {
    const file = join(home, 'dropbox.cfg');
    expect(readFileSync(file, 'utf8')).toContain('[dropbox]');
    const { sharedUrl, password, accessToken } = demo;
    writeFileSync(
      file,
      `[dropbox]\nshared_url = ${sharedUrl}\npassword = ${password}\naccess_token = ${accessToken}\n`,
    );
  }

  it('cover all commands', () => {
    expect(examples().length).toBeGreaterThanOrEqual(10);
    expect(examples().filter((example) => !example.startsWith('npm run -s cli -- '))).toEqual([]);
  });

  it.each(examples())('%s', { timeout: 120_000 }, async (example) => {
    const { code, stdout, stderr } = await run(example);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    const file = valueOf(example, '>');
    const output = valueOf(example, '--output');
    const manifest = valueOf(example, '--manifest');
    if (example.includes('--dry-run')) {
      const list = file === null ? stdout : readFileSync(join(home, file), 'utf8');
      expect(list).toMatch(/^(\/EPOCH\S+\n)+$/);
    }
    if (example.includes(' find-fields ')) {
      expect(readFileSync(join(home, output), 'utf8')).toMatch(
        /^name,ra,dec,field,epoch,.*\n(.*,VAST_0918.*\n)+$/,
      );
    } else if (output !== null) expect(readdirSync(join(home, output))).not.toEqual([]);
    if (manifest !== null) expect(existsSync(join(home, manifest))).toBe(true);
    if (example.includes('--write-template-dropbox-config')) fillIn();
  });
});

describe('the README', () => {
  it('names only flags that the programs know', async () => {
    const { parseCommandLine } = await import('../src/main/hosts/terminal/options.ts');
    const help = [
      ['--help'],
      ['serve', '--help'],
      ['demo-server', '--help'],
      ['find-fields', '--help'],
      ['cutout', '--help'],
      ['samp', 'send', '--help'],
    ]
      .map((words) => parseCommandLine(words, '').text)
      .join('\n');
    const elsewhere = ['build/setup.mjs', 'build/start.mjs'].map((name) =>
      readFileSync(join(ROOT, name), 'utf8'),
    );
    const flagsIn = (text) => new Set(text.match(/(?<![\w-])--[a-z][a-z-]+/g));
    const known = flagsIn([help, ...elsewhere].join('\n'));
    expect([...flagsIn(README)].filter((flag) => !known.has(flag))).toEqual([]);
  });
});
