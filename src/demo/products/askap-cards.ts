import type { Exposure } from '../observing/exposure.ts';
import type { FitsCard } from './fits.ts';

const AXES = [1, 2, 3, 4] as const;
const HISTORY_LINES = 90;

/** Cards that ASKAP's images have and that change nothing: a unit matrix, a projection without slant. */
export function askapCards(): readonly FitsCard[] {
  const matrix = AXES.flatMap((column) =>
    AXES.map((row): FitsCard => [`PC${row}_${column}`, row === column ? 1 : 0]),
  );
  return [...matrix, ['PV2_1', 0], ['PV2_2', 0]];
}

/** A blank card in mid-header and a long HISTORY, as the programs that made ASKAP's images leave them behind. */
export function askapLines({ field, epoch, sbid }: Exposure): readonly string[] {
  return [
    '',
    ...Array.from(
      { length: HISTORY_LINES },
      (_, index) => `HISTORY linmos step ${index + 1}: ${field.name} epoch ${epoch} SB${sbid}`,
    ),
    `DATE    = '2020-08-03T07:09:12'`,
  ];
}
