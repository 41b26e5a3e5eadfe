import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CUTOUTS_FOLDER } from '#main/system/paths/paths.ts';
import { plainName } from '#shared/cutouts/plain-name.ts';

/**
 * The folder of cutouts of one list and size, below the output folder: those of another size have their own. A list whose
 * name is no file name as it stands gets a mark of the whole name, since others may read the same without their signs.
 */
export function runFolder(outputFolder: string, name: string, sizeDeg: number): string {
  return join(outputFolder, CUTOUTS_FOLDER, `${markedName(name)}_${sizeText(sizeDeg)}`);
}

function markedName(name: string): string {
  const plain = plainName(name);
  if (plain === name) return plain;
  return `${plain}~${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
}

function sizeText(sizeDeg: number): string {
  const arcsec = Math.round(sizeDeg * 3_600_000) / 1_000;
  if (arcsec % 3_600 === 0) return `${arcsec / 3_600}deg`;
  return arcsec % 60 === 0 ? `${arcsec / 60}arcmin` : `${arcsec}arcsec`;
}
