import { rowsOf } from '#shared/catalogue/bitset.ts';
import { pathAt, productAt } from '#shared/catalogue/catalogue.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Browsed } from '../ticks/browsed.ts';

/** The path of selavy's components in an image, of positive sources; null where that catalogue is not on this disk. */
export function catalogueOfImage(
  { catalogue, onDisk }: Pick<Browsed, 'catalogue' | 'onDisk'>,
  imagePath: string,
): string | null {
  const image = parsePath(imagePath);
  for (const row of rowsOf(onDisk)) {
    const product = productAt(catalogue, row);
    if (product.kind !== 'components' || product.sign === 'negative') continue;
    const isSame = SAME.every((member) => product[member] === image[member]);
    if (isSame) return pathAt(catalogue, row);
  }
  return null;
}

const SAME = ['epoch', 'region', 'stokes', 'field', 'sbid', 'legacyVersion'] as const;
