import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that `out/` is made from. */
const SOURCES = [
  'src',
  'build/build.mjs',
  'build/own-files.mjs',
  'package.json',
  'package-lock.json',
];

const noteIn = (root) => join(root, 'out', 'built-from');

/** Names, sizes and times of the sources as one key: reading them all would take longer than people notice. */
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

/** Notes what `out/` was built from. */
export function noteBuild(root) {
  writeFileSync(noteIn(root), keyOf(root));
}

/** Whether `out/` was built from the sources as they are now. */
export function isBuilt(root) {
  try {
    return readFileSync(noteIn(root), 'utf8') === keyOf(root);
  } catch {
    return false;
  }
}
