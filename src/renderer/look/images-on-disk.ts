import { rowsOf } from '#shared/catalogue/bitset.ts';
import { pathAt, productAt } from '#shared/catalogue/catalogue.ts';
import { canBeLooked } from '../app/looked.ts';
import type { Browsed } from '../ticks/browsed.ts';

/** An image of the list of files that is on this disk. */
export interface ImageOnDisk {
  readonly path: string;
  /** Without its folder. */
  readonly file: string;
  /** Null where the file's name has none. */
  readonly field: string | null;
}

const IMAGE_KINDS: ReadonlySet<string> = new Set(['image', 'rms', 'background']);

/** The images on this disk, in the order of the list. */
export function imagesOnDisk({ catalogue, onDisk }: Browsed): readonly ImageOnDisk[] {
  const images: ImageOnDisk[] = [];
  for (const row of rowsOf(onDisk)) {
    const { kind, field } = productAt(catalogue, row);
    if (!IMAGE_KINDS.has(kind)) continue;
    const path = pathAt(catalogue, row);
    if (canBeLooked(path)) images.push({ path, file: fileOf(path), field });
  }
  return images;
}

export function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
