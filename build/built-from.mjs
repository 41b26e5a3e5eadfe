import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that `out/` is built from. */
const SOURCES = [
  'src',
  'build/build.mjs',
  'build/own-files.mjs',
  'package.json',
  'package-lock.json',
];

const noteIn = (root) => join(root, 'out', 'built-from');

/** One key of the names, sizes and times of the sources; to read them all would delay each start. */
function keyOf(root) {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const source of SOURCES) {
    if (statSync(join(root, source)).isFile()) add(source);
    else {
      const entries = readdirSync(join(root, source), { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
        .map((entry) => join(entry.parentPath.slice(root.length + 1), entry.name));
      for (const file of files.toSorted()) add(file);
    }
  }
  return hash.digest('hex');
}

/** Records the key of the sources that `out/` was built from. */
export function noteBuild(root) {
  writeFileSync(noteIn(root), keyOf(root));
}

/** Whether `out/` was built from the present sources. */
export function isBuilt(root) {
  try {
    return readFileSync(noteIn(root), 'utf8') === keyOf(root);
  } catch {
    return false;
  }
}
