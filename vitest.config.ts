import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { defineConfig } from 'vitest/config';

// Tests start some 300 commands and several hundred threads from TypeScript sources. Most of such a start goes into
// removing types and compiling; processes and threads find the result through the environment.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '.cache/compiled');

/** Pure code: its tests share no state, so one process can run their files one after the other without a new start. */
const PURE = 'src/shared/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.{mjs,ts}'],
          exclude: [PURE],
        },
      },
      { extends: true, test: { name: 'pure', include: [PURE], isolate: false } },
    ],
    // Many tests start real processes; a slow machine must not make them fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Many tests wait for a disk or for a process; so even two cores have room for two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Tests start and end many engines in one process, each with an HTTP parser in WebAssembly. The V8 of Node 24 now and
    // then crashes over the code that leads from there to JavaScript when it is optimized and freed so often
    // (nodejs/node#64500); so it never is optimized.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
  },
});
