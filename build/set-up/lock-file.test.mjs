import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** Where Node finds a package from another: the lock's path of the nearest, or undefined. */
function nearest(from, name) {
  let folder = from;
  for (;;) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[path] !== undefined) return path;
    if (folder === '') return undefined;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
    // The outermost package lies in node_modules itself.
    if (!folder.includes('node_modules/')) folder = '';
  }
}

/** What the entry needs, but for peers that it can do without. */
function namesNeededBy({
  dependencies = {},
  devDependencies = {},
  optionalDependencies = {},
  peerDependencies = {},
  peerDependenciesMeta = {},
}) {
  const peers = Object.keys(peerDependencies).filter(
    (name) => !peerDependenciesMeta[name]?.optional,
  );
  return [
    ...Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }),
    ...peers,
  ];
}

describe('package-lock.json', () => {
  it('has an entry for every package that any system installs', () => {
    // npm writes only the builds for the system it runs on, if it may; the next system then adds its own.
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      namesNeededBy(entry)
        .filter((name) => nearest(path, name) === undefined)
        .map((name) => `${name}, needed by ${path === '' ? 'package.json' : path}`),
    );
    expect(missing).toEqual([]);
  });

  it('says of every package from a registry what its bytes must be', () => {
    const unchecked = Object.entries(packages)
      .filter(
        ([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle,
      )
      .map(([path]) => path);
    expect(unchecked).toEqual([]);
  });
});
