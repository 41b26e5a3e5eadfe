import { csvCell } from '#shared/format/csv-cell.ts';
import type { CheckedFile } from './verify-result.ts';

/**
 * The verified files as `sha256sum` writes them, with paths from the output folder on: `sha256sum -c` in that folder
 * checks them. Files without a SHA-256, or that were not compared with a hash, are not in it. It has no comment
 * lines, because not every tool that reads such lists passes over them.
 */
export function manifestText(files: Iterable<CheckedFile>): string {
  let text = '';
  for (const { path, result, sha256 } of files) {
    if (result === 'verified' && sha256 !== null) text += sumLine(sha256, relative(path));
  }
  return text;
}

/** Names with a backslash or a line's end are escaped, and the line says so with a backslash of its own. */
function sumLine(sha256: string, name: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
}

const COLUMNS = 'path,size,modified,sha256,content_hash,assurance,checked';

/**
 * What is known of every file that is there and was not found damaged, as comma-separated values with a header:
 * bytes, times in UTC (ISO 8601), hashes in hex, and `assurance`: `verified`, `size-only` or `not-known`.
 */
export function manifestTable(files: Iterable<CheckedFile>, checkedAtMs: number): string {
  const checked = new Date(checkedAtMs).toISOString();
  let text = `${COLUMNS}\n`;
  for (const { path, result, size, modifiedAtMs, sha256, contentHash } of files) {
    if (result !== 'verified' && result !== 'size-only' && result !== 'not-known') continue;
    const modified = modifiedAtMs === null ? '' : new Date(modifiedAtMs).toISOString();
    const cells = [relative(path), size ?? '', modified, sha256 ?? '', contentHash ?? ''];
    text += `${[...cells, result, checked].map((cell) => csvCell(String(cell))).join(',')}\n`;
  }
  return text;
}

function relative(path: string): string {
  return path.startsWith('/') ? path.slice(1) : path;
}
