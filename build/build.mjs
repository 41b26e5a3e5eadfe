/**
 * Builds the app into `out/`: main with its threads, the preload, the page. The npm packages that main needs are
 * bundled, except Electron, which is the runtime, and keytar, which is native code.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'vite';
import { noteBuild } from './built-from.mjs';
import { createSourceList, noteCommand } from './command-bundle.mjs';
import { ownFiles } from './own-files.mjs';
import { PLAIN_CODE, plainComments } from './plain-code.mjs';

const root = join(import.meta.dirname, '..');
process.chdir(root);
/** A build in progress or a failed one leaves the last build intact. */
const next = `out/next-${process.pid}`;
const quick = { configFile: false, logLevel: 'warn', envDir: false, publicDir: false };

/** Entries by the names of their bundles, by which `main` and the threads find each other. */
const MAIN = {
  index: 'src/main/hosts/electron/main.ts',
  'engine-worker': 'src/main/engine/engine-worker.ts',
  'demo-worker': 'src/demo/demo-worker.ts',
  'hash-worker': 'src/main/engine/verify/hash-worker.ts',
  'image-worker': 'src/main/app/images/image-worker.ts',
  'block-hash-worker': 'src/main/engine/transfer/block-hash-worker.ts',
};

const COMMAND = 'src/main/hosts/terminal/main.ts';

/** Settings of a build of main: everything but Electron and keytar goes into the bundle. */
const forMain = (input, moreOutput = {}) => ({
  ssr: true,
  outDir: `${next}/main`,
  target: 'node24',
  minify: false,
  chunkSizeWarningLimit: 4000,
  sourcemap: false,
  rolldownOptions: {
    input,
    external: ['electron', 'keytar'],
    output: {
      format: 'es',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name]-[hash].mjs',
      ...PLAIN_CODE,
      ...moreOutput,
    },
  },
});

const sources = createSourceList(root);

async function buildMain() {
  await build({
    ...quick,
    plugins: [sources.plugin, ownFiles({ root, outDir: 'out/main', entries: MAIN }), plainComments],
    ssr: { noExternal: true, external: ['electron', 'keytar'] },
    build: forMain(MAIN),
  });
}

/**
 * The command has chunks of its own: those that it would share with the window hold what the window needs, and reading
 * them would take most of a short run.
 */
async function buildCommand() {
  await build({
    ...quick,
    plugins: [sources.plugin, ownFiles({ root, outDir: 'out/main', entries: MAIN }), plainComments],
    ssr: { noExternal: true, external: ['electron', 'keytar'] },
    build: {
      ...forMain({ command: COMMAND }, { chunkFileNames: 'cli.[name]-[hash].mjs' }),
      emptyOutDir: false,
    },
  });
}

/** A sandboxed preload can load only Electron, so it is one CommonJS file. */
async function buildPreload() {
  await build({
    ...quick,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir: `${next}/preload`,
      target: 'chrome140',
      sourcemap: false,
      rolldownOptions: {
        input: { preload: 'src/preload/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
}

async function buildRenderer() {
  await build({
    configFile: 'src/renderer/vite.config.ts',
    logLevel: 'warn',
    build: { outDir: join(root, next, 'renderer'), chunkSizeWarningLimit: 4000 },
  });
}

/** Runs on a Node that runs TypeScript: on the one among the packages if this one is older. */
function writeBuiltinCatalogue() {
  const brought = join(
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  const node = existsSync(brought) ? brought : process.execPath;
  const file = join(next, 'main', 'builtin-catalogue.bin');
  execFileSync(node, ['build/write-builtin-catalogue.ts', file], { stdio: 'inherit' });
}

const startedAt = performance.now();
await Promise.all([buildMain(), buildPreload(), buildRenderer()]);
await buildCommand();
writeBuiltinCatalogue();
for (const part of ['main', 'preload', 'renderer']) {
  rmSync(join('out', part), { recursive: true, force: true });
  renameSync(join(next, part), join('out', part));
}
rmSync(next, { recursive: true });
noteBuild(root);
noteCommand(root, sources);
process.stderr.write(`built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
