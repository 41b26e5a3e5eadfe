/** A path as somebody wrote it into a file: as the catalogue writes it, or why it can be none. */
export type InputPath =
  | { readonly path: string; readonly slashAdded: boolean }
  | { readonly refusal: string };

/**
 * Reads a path from a file that people or other programs wrote. A `/` that is missing at the start is added, and
 * `./`, as checksum tools write it, is taken for the root. Nothing that could lead out of the shared folder, or is
 * no file's path, gets through.
 */
export function readInputPath(text: string): InputPath {
  const bare = text.trim().replace(/^\.\//, '/');
  const path = bare.startsWith('/') ? bare : `/${bare}`;
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) return { refusal: 'it holds a control character' };
  if (path.includes('\uFFFD')) return { refusal: 'it holds bytes that are not UTF-8' };
  if (path.endsWith('/')) return { refusal: 'it is a folder, and only files can be named' };
  for (const name of path.slice(1).split('/')) {
    if (name === '.' || name === '..') return { refusal: `"${name}" is not allowed in it` };
    if (name === '') return { refusal: 'it has two slashes in a row' };
  }
  return { path, slashAdded: path !== bare };
}
