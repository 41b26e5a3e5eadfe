import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runCommand, startCommand } from '#main/testing/run-command.ts';

const MORTAL = new URL('../../engine/testing/mortal-engine.ts', import.meta.url).href;
/** Two whole downloads as processes, on a busy machine. */
const A_WHILE_MS = 120_000;

it(
  'ends a download with a sentence and exit 1 where its engine dies, and the same command goes on',
  async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'engine-death-'));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    const home = join(cwd, 'home');
    const words =
      '--download --demo --only-epochs 1 --stokes I --skip-all-images --output out'.split(' ');
    const env = { NODE_OPTIONS: `--import ${MORTAL}` };
    const command = startCommand({ cwd, home, env }, ...words, '--download-threads', '1');
    await command.said('Downloading 356 files');
    writeFileSync(join(home, 'engine-dies'), '');
    const { code, stderr } = await command.result;
    expect(stderr.trim().split('\n').at(-1)).toBe(
      'The download engine stopped: it ran out of memory. ' +
        'Finished files and blocks are kept; start again to continue.',
    );
    expect(stderr).not.toMatch(/^\s+at |unexpected/im);
    expect(code).toBe(1);

    const again = await runCommand({ cwd, home }, ...words);
    expect(again.stderr).toMatch(/356 files downloaded and verified|on disk already and good/);
    expect(again.code).toBe(0);
    expect(existsSync(join(cwd, 'out/.vast-pilot.lock'))).toBe(false);
  },
  A_WHILE_MS,
);
