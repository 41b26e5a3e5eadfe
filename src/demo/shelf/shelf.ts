import { createHash } from 'node:crypto';
import { listingOf } from '#shared/survey/listing.ts';
import type { ObservatoryOptions } from '../observing/observatory.ts';
import { bytesContent, type FileContent } from './file-content.ts';
import { createFolderTree, type Folder } from './folder-tree.ts';
import { legacyFiles, type PlacedFile } from './legacy-files.ts';
import { factsOf, type MadeFacts, madeFiles } from './made-files.ts';
import { stableId } from './stable-id.ts';
import { syntheticContent } from './synthetic-content.ts';

/** Content for a path of one's own: its bytes, or how many bytes of made-up content it has. */
export type ExtraFile = Uint8Array | number;

/** The truth about a file, whatever faults make the server say. */
export interface FileFacts {
  readonly path: string;
  /** Stays the same when the content changes. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly contentHash: string;
  readonly rev: string;
}

/** The files of the shared folder. They are made when they are asked for, and made alike each time. */
export interface Shelf {
  readonly paths: readonly string[];
  folder(path: string): Folder | null;
  /** The path as it is written in listings, or null where there is no such file. */
  filePath(path: string): string | null;
  /** Makes the file if it is not known yet. Takes a path as {@link filePath} gives it, as the others do. */
  facts(path: string): FileFacts;
  content(path: string): FileContent;
  /** Replaces a file by a new revision: same path, other bytes, other rev. */
  change(path: string): void;
  /** Takes a file away until it is put back. */
  remove(path: string): void;
  /** Undoes all changes and removals. */
  restore(): void;
}

export interface ShelfOptions extends ObservatoryOptions {
  readonly extraFiles: Readonly<Record<string, ExtraFile>>;
}

export function createShelf(options: ShelfOptions): Shelf {
  const { seed, observations, extraFiles } = options;
  const made = madeFiles(options);
  const placed = new Map<string, PlacedFile>();
  if (observations.length > 0) {
    for (const path of listingOf(observations))
      placed.set(path, { path, origin: path, release: '' });
  }
  for (const file of legacyFiles(observations)) placed.set(file.path, file);
  const paths = [...new Set([...placed.keys(), ...Object.keys(extraFiles)])].toSorted();
  const tree = createFolderTree(paths);

  const facts = new Map<string, FileFacts>();
  const revisions = new Map<string, number>();
  const removed = new Set<string>();

  const extraContent = (path: string, extra: ExtraFile, revision: number): FileContent =>
    typeof extra === 'number'
      ? syntheticContent(`${seed}/${revision}${path}`, extra)
      : bytesContent(altered(extra, revision));

  /** Where a file of the survey is made: the path of the current release, and which release it is of. */
  const originOf = (path: string, revision: number): readonly [path: string, release: string] => {
    const file = placed.get(path);
    if (file === undefined) throw new RangeError(`The demo has no file ${path}`);
    return [file.origin, `${file.release}${revision === 0 ? '' : `+${revision}`}`];
  };

  const content = (path: string): FileContent => {
    const revision = revisions.get(path) ?? 0;
    const extra = extraFiles[path];
    return extra === undefined
      ? made.content(...originOf(path, revision))
      : extraContent(path, extra, revision);
  };

  const madeFacts = (path: string, revision: number): MadeFacts => {
    const extra = extraFiles[path];
    return extra === undefined
      ? made.facts(...originOf(path, revision))
      : factsOf(extraContent(path, extra, revision));
  };

  return {
    paths,
    content,
    folder(path) {
      const folder = tree.folder(path);
      if (folder === null || removed.size === 0) return folder;
      const files = folder.files.filter((name) => !removed.has(`${folder.path}/${name}`));
      return { ...folder, files };
    },
    filePath(path) {
      const found = tree.filePath(path);
      return found === null || removed.has(found) ? null : found;
    },
    facts(path) {
      const revision = revisions.get(path) ?? 0;
      let known = facts.get(`${revision}${path}`);
      if (known === undefined) {
        const found = madeFacts(path, revision);
        known = {
          path,
          id: stableId(path),
          size: found.size,
          get contentHash() {
            return found.contentHash;
          },
          rev: revOf(seed, path, revision),
        };
        facts.set(`${revision}${path}`, known);
      }
      return known;
    },
    change: (path) => void revisions.set(path, (revisions.get(path) ?? 0) + 1),
    remove: (path) => void removed.add(path),
    restore() {
      revisions.clear();
      removed.clear();
    },
  };
}

/** The bytes of a later revision: the first one differs. */
function altered(bytes: Uint8Array, revision: number): Uint8Array {
  if (revision === 0 || bytes.length === 0) return bytes;
  const copy = Uint8Array.from(bytes);
  copy[0]! ^= 1 + ((revision - 1) % 255);
  return copy;
}

/** Dropbox's revs are at least nine hex digits. Comparing them for equality is all they are good for. */
function revOf(seed: number, path: string, revision: number): string {
  const digits = createHash('sha256').update(`${seed}\0${revision}\0${path}`).digest('hex');
  return `01${digits.slice(0, 16)}`;
}
