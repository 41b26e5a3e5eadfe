import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Files that change a bundle without being in it. */
export const BESIDES = [
  'package-lock.json',
  'build/build.mjs',
  'build/own-files.mjs',
  'build/plain-code.mjs',
];

const bundleIn = (root) => join(root, 'out', 'main', 'command.mjs');
const noteIn = (root) => join(root, 'out', 'command-sources.json');

function stateOf(root, path) {
  const { size, mtimeMs } = statSync(join(root, path));
  return [path, size, mtimeMs];
}

/** A plugin that records the project's sources of all bundles that it sees, each as it is before it is read. */
export function createSourceList(root) {
  const states = new Map();
  return {
    states,
    plugin: {
      name: 'source-list',
      load(id) {
        if (id.startsWith(join(root, 'src'))) {
          const path = relative(root, id);
          states.set(path, stateOf(root, path));
        }
        return null;
      },
    },
  };
}

/** Records what the bundles of the command and its threads were built from. */
export function noteCommand(root, { states }) {
  const all = [...states.values(), ...BESIDES.map((path) => stateOf(root, path))];
  writeFileSync(noteIn(root), JSON.stringify(all));
}

/** The bundle of the command; null if there is none, or if one of its sources has changed. */
export function commandBundle(root) {
  try {
    const noted = JSON.parse(readFileSync(noteIn(root), 'utf8'));
    const isSame = ([path, size, mtimeMs]) => {
      const now = statSync(join(root, path));
      return now.size === size && now.mtimeMs === mtimeMs;
    };
    return noted.every(isSame) ? bundleIn(root) : null;
  } catch {
    return null;
  }
}
