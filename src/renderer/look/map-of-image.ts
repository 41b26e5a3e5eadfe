import type { ColourMapName } from '#shared/image/colour-maps.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { SkyImage } from './sky-image.ts';

const SIGNED: ReadonlySet<string | null> = new Set(['Q', 'U', 'V']);

/**
 * The colour map of an image for which the user chose none: values of Stokes Q, U and V have both signs, those of I and
 * of noise do not. The header counts; a cutout may have lost the axis, but not its name.
 */
export function mapOfImage(path: string, image: Pick<SkyImage, 'stokes'> | null): ColourMapName {
  const { kind, stokes } = parsePath(path);
  if (kind === 'rms') return 'grey';
  return SIGNED.has(image?.stokes ?? stokes) ? 'diverging' : 'grey';
}
