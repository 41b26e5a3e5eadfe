import { card, imageLines } from './make-header.ts';

/** Lines of a header with random world coordinates, and which projection they have. */
export interface RandomImage {
  readonly projection: string;
  readonly lines: readonly string[];
  /** Length of the sky's axes, pixels. */
  readonly size: number;
}

const SIZE = 400;
const PROJECTIONS = ['SIN', 'TAN', 'ZEA', 'ARC', 'CAR', 'NCP'];
const MATRICES = ['none', 'PC', 'PC01', 'PC001', 'CD', 'CROTA'];

/** Images of every projection with every kind of matrix, in both orders of axes, with 2 to 4 axes. `uniform` is in [0, 1). */
export function randomImages(uniform: () => number, count: number): readonly RandomImage[] {
  return Array.from({ length: count }, (_, index) => {
    const projection = PROJECTIONS[index % PROJECTIONS.length]!;
    const matrix = MATRICES[Math.floor(index / PROJECTIONS.length) % MATRICES.length]!;
    return { projection, lines: linesOf(projection, matrix, uniform), size: SIZE };
  });
}

function linesOf(projection: string, matrix: string, uniform: () => number): readonly string[] {
  const isTurned = uniform() < 0.3;
  const [lon, lat] = isTurned ? [2, 1] : [1, 2];
  const system = uniform() < 0.2 ? ['GLON', 'GLAT'] : ['RA--', 'DEC-'];
  // NCP has no map at the equator, and a poor one near it.
  const high = 20 + 70 * uniform();
  const special = uniform();
  const anywhere =
    special < 0.1 ? 0 : special < 0.15 ? 90 : special < 0.2 ? -90 : 180 * uniform() - 90;
  const latDeg = projection === 'NCP' ? high * Math.sign(anywhere || 1) : anywhere;
  const step = 10 ** (-4 + 3.5 * uniform());
  const more = [
    card(`CTYPE${lon}`, `${system[0]}-${projection}`),
    card(`CTYPE${lat}`, `${system[1]}-${projection}`),
    card(`CRVAL${lon}`, 360 * uniform()),
    card(`CRVAL${lat}`, latDeg),
    card('CRPIX1', Math.round(SIZE * uniform() * 100) / 100),
    card('CRPIX2', Math.round(SIZE * uniform() * 100) / 100),
    ...matrixLines(matrix, step, lat, uniform),
  ];
  // With a cylinder, a native pole exists only near this meridian.
  const freedom = projection === 'CAR' ? 90 - Math.abs(latDeg) : 180;
  const meridian = latDeg < 0 ? 180 : 0;
  if (uniform() < 0.3) more.push(card('LONPOLE', meridian + freedom * (2 * uniform() - 1)));
  if (uniform() < 0.3) more.push(card('LATPOLE', uniform() < 0.5 ? -90 : 90 * uniform()));
  if (projection === 'SIN' && uniform() < 0.5) {
    more.push(card(`PV${lat}_1`, uniform() - 0.5), card(`PV${lat}_2`, 2 * uniform() - 1));
  }
  const lengths = [SIZE, SIZE, 1, 1].slice(0, 2 + Math.floor(3 * uniform()));
  if (lengths.length > 2)
    more.push(card('CTYPE3', 'FREQ'), card('CRVAL3', 888e6), card('CRPIX3', 1));
  if (lengths.length > 3) more.push(card('CTYPE4', 'STOKES'), card('CRVAL4', 1), card('CRPIX4', 1));
  return imageLines(lengths, more);
}

function matrixLines(
  matrix: string,
  step: number,
  lat: number,
  uniform: () => number,
): readonly string[] {
  const steps = [card('CDELT1', -step), card('CDELT2', step * (0.8 + 0.4 * uniform()))];
  const turn = Math.PI * (2 * uniform() - 1);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const elements = [cos, -sin, sin, cos * (1 + 0.1 * uniform())];
  const spell = (names: readonly string[], scale: number): readonly string[] =>
    names.map((name, index) => card(name, elements[index]! * scale));
  switch (matrix) {
    case 'PC':
      return [...steps, ...spell(['PC1_1', 'PC1_2', 'PC2_1', 'PC2_2'], 1)];
    case 'PC01':
      return [...steps, ...spell(['PC01_01', 'PC01_02', 'PC02_01', 'PC02_02'], 1)];
    case 'PC001':
      return [...steps, ...spell(['PC001001', 'PC001002', 'PC002001', 'PC002002'], 1)];
    case 'CD':
      return spell(['CD1_1', 'CD1_2', 'CD2_1', 'CD2_2'], step);
    case 'CROTA':
      return [...steps, card(`CROTA${lat}`, (turn * 180) / Math.PI)];
    default:
      return steps;
  }
}
