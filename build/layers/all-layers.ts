import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Layer, LAYERS, USUAL } from './layers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the rules hold for, as paths from the root: tests and their helpers may reach everywhere. */
export const SOURCE_FILES: readonly string[] = globSync('src/**/*.{ts,tsx}', { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$|\/testing\/|\.d\.ts$|vite\.config\.ts$/.test(file));

/** The rows of the table, and after them a layer for each usual folder among `files` that has no row. */
export function allLayers(files: readonly string[]): readonly Layer[] {
  const known = new Set(LAYERS.map(({ folder }) => folder));
  const usual = USUAL.flatMap(({ parent, ending, ...layer }) =>
    files
      .map((file) => file.slice(0, file.lastIndexOf('/')))
      .filter((folder, index) => {
        const name = folder.slice(parent.length + 1);
        return files[index] === `${parent}/${name}/${name}${ending}` && !known.has(folder);
      })
      .map((folder): Layer => ({ folder, ...layer })),
  );
  return [...LAYERS, ...usual];
}
