import { join } from 'node:path';
import { CUTOUTS_FOLDER } from '#main/system/paths/paths.ts';
import { plainName } from '#shared/cutouts/plain-name.ts';

/** The folder of cutouts of one list and size, below the output folder: those of another size have their own. */
export function runFolder(outputFolder: string, name: string, sizeDeg: number): string {
  return join(outputFolder, CUTOUTS_FOLDER, `${plainName(name)}_${sizeText(sizeDeg)}`);
}

function sizeText(sizeDeg: number): string {
  const arcsec = Math.round(sizeDeg * 3_600_000) / 1_000;
  if (arcsec % 3_600 === 0) return `${arcsec / 3_600}deg`;
  return arcsec % 60 === 0 ? `${arcsec / 60}arcmin` : `${arcsec}arcsec`;
}
