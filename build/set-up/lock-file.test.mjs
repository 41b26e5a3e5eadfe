import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** The lock's path of the package that Node finds from another one, or undefined. */
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

/** The packages that an entry needs, without optional peers. */
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
    // npm may write only the builds for its own system; the next system then adds its own.
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      namesNeededBy(entry)
        .filter((name) => nearest(path, name) === undefined)
        .map((name) => `${name}, needed by ${path === '' ? 'package.json' : path}`),
    );
    expect(missing).toEqual([]);
  });

  it('has a checksum for every package from a registry', () => {
    const unchecked = Object.entries(packages)
      .filter(
        ([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle,
      )
      .map(([path]) => path);
    expect(unchecked).toEqual([]);
  });
});
