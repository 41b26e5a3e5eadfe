import type { Detection } from '../observing/detections.ts';
import type { Exposure } from '../observing/exposure.ts';
import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import type { CatalogueColumn } from './catalogue-table.ts';

/** A detection with its place in the catalogue. Each island of the demo holds one component. */
export interface SelavyRow {
  readonly exposure: Exposure;
  readonly detection: Detection;
  /** Counted from 1, brightest first. */
  readonly number: number;
}

type Column = CatalogueColumn<SelavyRow>;
type Value = Column['value'];

/** Text, without unit. */
export function textColumn(name: string, ucd: string, width: number, value: Value): Column {
  return { name, unit: '', datatype: 'char', ucd, width, decimals: null, value };
}

export function countColumn(name: string, ucd: string, value: Value): Column {
  return { name, unit: '', datatype: 'int', ucd, width: 6, decimals: null, value };
}

export function numberColumn(
  name: string,
  unit: string,
  ucd: string,
  width: number,
  decimals: number,
  value: Value,
): Column {
  const datatype = unit === 'deg' && decimals > 4 ? 'double' : 'float';
  return { name, unit, datatype, ucd, width, decimals, value };
}

/** Fluxes are listed in millijansky, images hold jansky. */
export function fluxColumn(
  name: string,
  unit: 'mJy' | 'mJy/beam',
  ucd: string,
  valueJy: (row: SelavyRow) => number,
): Column {
  return numberColumn(name, unit, ucd, 12, 3, (row) => 1000 * valueJy(row));
}

export const islandId = ({ exposure, number }: SelavyRow): string =>
  `SB${exposure.sbid}_island_${number}`;

/** A name such as `J091832-001254`, made from the position. */
export function positionName({ detection: { position } }: SelavyRow): string {
  return `J${formatRa(position.raDeg, { decimals: 0 })}${formatDec(position.decDeg)}`.replaceAll(
    ':',
    '',
  );
}

/** The columns that say where, the same in both catalogues. */
export const POSITION_COLUMNS: readonly Column[] = [
  textColumn('ra_hms_cont', 'pos.eq.ra', 12, ({ detection }) => formatRa(detection.position.raDeg)),
  textColumn('dec_dms_cont', 'pos.eq.dec', 13, ({ detection }) =>
    formatDec(detection.position.decDeg),
  ),
  numberColumn(
    'ra_deg_cont',
    'deg',
    'pos.eq.ra;meta.main',
    12,
    6,
    ({ detection }) => detection.position.raDeg,
  ),
  numberColumn(
    'dec_deg_cont',
    'deg',
    'pos.eq.dec;meta.main',
    13,
    6,
    ({ detection }) => detection.position.decDeg,
  ),
];
