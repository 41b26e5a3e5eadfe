import { dirname, join, posix, relative, resolve, sep } from 'node:path';

/** How the source names another file of the project: relative to itself. */
const OWN_FILE = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1,\s*import\.meta\.url,?\s*\)/g;

/**
 * A plugin that makes files of the project known to the bundle: a thread's source becomes its bundle, any other file is
 * resolved from the output folder. Every chunk lies directly in that folder.
 */
export function ownFiles({ root, outDir, entries }) {
  const bundleOf = new Map(
    Object.entries(entries).map(([name, file]) => [join(root, file), `./${name}.mjs`]),
  );
  const fromBundle = (target) => {
    const path = relative(join(root, outDir), target).split(sep).join(posix.sep);
    return path.startsWith('.') ? path : `./${path}`;
  };
  return {
    name: 'own-files',
    transform(code, id) {
      if (!id.startsWith(join(root, 'src')) || !code.includes('import.meta.url')) return null;
      const changed = code.replaceAll(OWN_FILE, (_whole, _quote, path) => {
        const target = resolve(dirname(id), path);
        return `new URL(${JSON.stringify(bundleOf.get(target) ?? fromBundle(target))}, import.meta.url)`;
      });
      return { code: changed, map: null };
    },
  };
}
