/**
 * Holds a packed app to what may be in it: `check-package.mjs [path/to/app.asar]`. Without a path it packs the app
 * as electron-builder does (for the directory only, around an empty runtime) and looks at that one; its path is the
 * last line on stdout, so that the end-to-end tests can run it.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import asar from '@electron/asar';

const root = join(import.meta.dirname, '..');

const ALLOWED = [
  /^package\.json$/,
  /^out\/main\/[\w-]+\.mjs$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|svg|woff2)$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/[\w-]+\.js|build\/Release\/keytar\.node)$/,
];

const NEEDED = [
  'package.json',
  'out/main/index.mjs',
  'out/main/engine-worker.mjs',
  'out/main/demo-worker.mjs',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** A folder that electron-builder takes for Electron's runtime. */
function emptyRuntime() {
  const folder = join(root, '.cache', 'empty-runtime');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const name of ['electron', 'LICENSE', 'LICENSES.chromium.html', 'version']) {
    writeFileSync(join(folder, name), '');
  }
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

function pack() {
  const output = join(root, '.cache', 'packed');
  rmSync(output, { recursive: true, force: true });
  const words = [
    'exec',
    'electron-builder',
    '--',
    '--linux',
    'dir',
    '--publish=never',
    `-c.directories.output=${output}`,
    `-c.electronDist=${emptyRuntime()}`,
    // There is nothing in an empty runtime to set fuses in.
    '-c.electronFuses=null',
  ];
  const { status } = spawnSync('npm', words, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
  return join(output, 'linux-unpacked', 'resources', 'app.asar');
}

function problemsOf(archive) {
  const files = asar
    .listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in asar.statFile(archive, path)));
  const has = new Set(files);
  const problems = [
    ...files.filter((path) => !ALLOWED.some((rule) => rule.test(path))).map((path) => `has ${path}`),
    ...NEEDED.filter((path) => !has.has(path)).map((path) => `lacks ${path}`),
  ];
  for (const path of files.filter((file) => /\.(mjs|cjs|js|css)$/.test(file))) {
    const text = asar.extractFile(archive, path).toString('utf8');
    if (/^\/[/*]# sourceMappingURL=/m.test(text)) problems.push(`names a source map in ${path}`);
    if (text.includes(dirname(root) === '/' ? root : `${root}/`)) {
      problems.push(`names the folder of its building in ${path}`);
    }
  }
  return { problems, count: files.length };
}

const archive = process.argv[2] ?? pack();
const { problems, count } = problemsOf(archive);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stderr.write(
  problems.length === 0
    ? `${count} files, all of them on the list\n`
    : `${problems.length} of ${count} files are not as they should be\n`,
);
process.stdout.write(`${archive}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
