/**
 * `npm run test:long`: the tests that draw their own cases, with as many as take minutes. `npm test` runs the same
 * with a few thousand.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));

const FOLDERS = ['src/main/engine/wire', 'src/shared/fits/mutated-headers.test.ts'];

const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', ...FOLDERS, '--testTimeout=1800000', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      VAST_MUTATED_HEADS: '100000',
      VAST_SPLIT_ANSWERS: '10000',
      VAST_MUTATED_HEADERS: '100000',
    },
  },
);
process.exitCode = status ?? 1;
