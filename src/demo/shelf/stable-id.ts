import { createHash } from 'node:crypto';

/** Dropbox's id of a file or folder: it stays when the content changes. */
export function stableId(path: string): string {
  return `id:${createHash('sha256').update(path).digest('base64url').slice(0, 22)}`;
}
