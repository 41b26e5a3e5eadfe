/**
 * Compares the files of a packed app with the list of allowed ones: `check-package.mjs [path/to/app.asar]`. Without a
 * path it packs the app as electron-builder does (for the directory only, around an empty runtime) and checks that one;
 * the path is the last line on stdout, so that the end-to-end tests can run it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import asar from '@electron/asar';

const root = join(import.meta.dirname, '..');

const ALLOWED = [
  /^package\.json$/,
  /^out\/main\/[\w-]+\.mjs$/,
  /^out\/main\/builtin-catalogue\.bin$/,
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
  'out/main/hash-worker.mjs',
  'out/main/block-hash-worker.mjs',
  'out/main/builtin-catalogue.bin',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** Precedes the fuses in Electron's executable; a version and their number follow. */
const FUSES_FOLLOW = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_BEGIN = Buffer.concat([Buffer.from(FUSES_FOLLOW), Buffer.from([1, 8])]);
/** In Electron's order; the first is runAsNode, the sixth onlyLoadAppFromAsar. */
const FUSES_AS_SHIPPED = '10110001';
const FUSES_WANTED = '00001100';

/** A folder that looks like Electron's runtime to electron-builder. */
function emptyRuntime() {
  const folder = join(root, '.cache', 'empty-runtime');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) {
    writeFileSync(join(folder, name), '');
  }
  const executable = Buffer.concat([FUSES_BEGIN, Buffer.from(FUSES_AS_SHIPPED)]);
  writeFileSync(join(folder, 'electron'), executable, { mode: 0o755 });
  return folder;
}

/** Reads the fuses of the app that was packed around the empty runtime. */
function fusesOf(folder) {
  const executables = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(folder, entry.name)));
  const executable = executables.find((bytes) => bytes.includes(FUSES_BEGIN));
  return executable?.toString('latin1', FUSES_BEGIN.length) ?? 'not there';
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
  ];
  const { status } = spawnSync('npm', words, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
  const unpacked = join(output, 'linux-unpacked');
  const fuses = fusesOf(unpacked);
  if (fuses !== FUSES_WANTED) throw new Error(`The fuses are ${fuses}, not ${FUSES_WANTED}.`);
  return join(unpacked, 'resources', 'app.asar');
}

function problemsOf(archive) {
  const files = asar
    .listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((path) => !('files' in asar.statFile(archive, path)));
  const has = new Set(files);
  const problems = [
    ...files
      .filter((path) => !ALLOWED.some((rule) => rule.test(path)))
      .map((path) => `has ${path}`),
    ...NEEDED.filter((path) => !has.has(path)).map((path) => `lacks ${path}`),
  ];
  for (const path of files.filter((file) => /\.(mjs|cjs|js|css)$/.test(file))) {
    const text = asar.extractFile(archive, path).toString('utf8');
    if (/^\/[/*]# sourceMappingURL=/m.test(text)) problems.push(`a source map is named in ${path}`);
    if (text.includes(root)) problems.push(`the build folder is named in ${path}`);
  }
  return { problems, count: files.length };
}

const archive = process.argv[2] ?? pack();
const { problems, count } = problemsOf(archive);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stderr.write(
  problems.length === 0
    ? `${count} files, all on the list\n`
    : `${problems.length} of ${count} files are not allowed or not as required\n`,
);
process.stdout.write(`${archive}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
