/** A folder's parent and its own name, with slashes or backslashes. Both may be empty. */
export function splitPath(path: string): { readonly parent: string; readonly name: string } {
  const trimmed = path.replace(/[\\/]+$/, '');
  const at = Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\'));
  if (at === -1) return { parent: '', name: '' };
  return { parent: trimmed.slice(0, at + 1), name: trimmed.slice(at + 1) };
}
