import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly size?: number;
  /** Where the file begins after the header, in decimal digits. */
  readonly offset?: string;
  readonly executable?: boolean;
  /** The file lies beside the archive, in `<archive>.unpacked`. */
  readonly unpacked?: boolean;
  /** The archive's path of what a symbolic link points to. */
  readonly link?: string;
}

/**
 * Unpacks an archive into `target`. Node has no file system inside an archive as Electron has; unpacked, the app
 * finds the same files at the same relative places.
 *
 * An archive begins with two Chromium pickles: the size of the header, and the header, a JSON text of the tree.
 */
export function unpackAsar(archive: string, target: string): void {
  const bytes = readFileSync(archive);
  const headerSize = bytes.readUInt32LE(4);
  const textSize = bytes.readUInt32LE(12);
  const header = JSON.parse(bytes.toString('utf8', 16, 16 + textSize)) as Entry;
  const content = 8 + headerSize;

  function unpack(entry: Entry, path: string): void {
    const place = resolve(target, path);
    if (place !== target && !place.startsWith(target + sep))
      throw new Error(`${archive} reaches outside: ${path}`);
    if (entry.files !== undefined) {
      mkdirSync(place, { recursive: true });
      for (const [name, child] of Object.entries(entry.files)) unpack(child, join(path, name));
    } else if (entry.link !== undefined) {
      symlinkSync(relative(dirname(place), resolve(target, entry.link)), place);
    } else if (entry.unpacked === true) {
      copyFileSync(join(`${archive}.unpacked`, path), place);
    } else {
      const from = content + Number(entry.offset);
      const mode = entry.executable === true ? 0o755 : 0o644;
      writeFileSync(place, bytes.subarray(from, from + (entry.size ?? 0)), { mode });
    }
  }

  unpack(header, '');
}
