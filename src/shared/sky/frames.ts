import {
  cosDeg,
  positionOf,
  sinDeg,
  type SkyPosition,
  type UnitVector,
  unitVectorOf,
} from './position.ts';

/** A position in galactic coordinates: longitude l in [0, 360), latitude b, degrees. */
export interface GalacticPosition {
  readonly lDeg: number;
  readonly bDeg: number;
}

type Matrix = readonly [UnitVector, UnitVector, UnitVector];

/**
 * From ICRS to FK5 at equinox and epoch J2000: the frame bias, 23 mas. Source: Kaplan 2005, USNO Circular 179, section
 * 3.5, with the angles of FK5 (η₀ = -19.9, ξ₀ = 9.1, dα₀ = -22.9 mas).
 */
const FK5_FROM_ICRS = multiply(
  multiply(turn(19.9 / 3_600_000, 0), turn(9.1 / 3_600_000, 1)),
  turn(-22.9 / 3_600_000, 2),
);

/**
 * From FK5 J2000 to galactic. Source: the IAU system of 1958 carried over to J2000 (Reid & Brunthaler 2004, ApJ 616,
 * 872, with the digits that astropy and SOFA use): the north pole, and the longitude of the celestial one.
 */
const GALACTIC_FROM_FK5 = multiply(
  multiply(turn(180 - 122.931_918_568_002_6, 2), turn(90 - 27.128_251_180_856_22, 1)),
  turn(192.859_481_206_534_8, 2),
);
const GALACTIC_FROM_ICRS = multiply(GALACTIC_FROM_FK5, FK5_FROM_ICRS);

/** A position of ICRS in FK5 J2000. */
export function icrsToFk5(position: SkyPosition): SkyPosition {
  return positionOf(apply(FK5_FROM_ICRS, unitVectorOf(position)));
}

/** A position of FK5 J2000 in ICRS. */
export function fk5ToIcrs(position: SkyPosition): SkyPosition {
  return positionOf(applyInverse(FK5_FROM_ICRS, unitVectorOf(position)));
}

/** A position of ICRS in galactic coordinates. */
export function icrsToGalactic(position: SkyPosition): GalacticPosition {
  const { raDeg, decDeg } = positionOf(apply(GALACTIC_FROM_ICRS, unitVectorOf(position)));
  return { lDeg: raDeg, bDeg: decDeg };
}

/** A position of galactic coordinates in ICRS. */
export function galacticToIcrs({ lDeg, bDeg }: GalacticPosition): SkyPosition {
  return positionOf(applyInverse(GALACTIC_FROM_ICRS, unitVectorOf({ raDeg: lDeg, decDeg: bDeg })));
}

/** The matrix that turns the axes (not the vector) by an angle around axis 0, 1 or 2. */
function turn(angleDeg: number, axis: 0 | 1 | 2): Matrix {
  const [cos, sin] = [cosDeg(angleDeg), sinDeg(angleDeg)];
  if (axis === 0) {
    return [
      [1, 0, 0],
      [0, cos, sin],
      [0, -sin, cos],
    ];
  }
  if (axis === 1) {
    return [
      [cos, 0, -sin],
      [0, 1, 0],
      [sin, 0, cos],
    ];
  }
  return [
    [cos, sin, 0],
    [-sin, cos, 0],
    [0, 0, 1],
  ];
}

function multiply(left: Matrix, right: Matrix): Matrix {
  const columns = transposed(right);
  const row = (vector: UnitVector): UnitVector => [
    dot(vector, columns[0]),
    dot(vector, columns[1]),
    dot(vector, columns[2]),
  ];
  return [row(left[0]), row(left[1]), row(left[2])];
}

function transposed([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

function apply(matrix: Matrix, vector: UnitVector): UnitVector {
  return [dot(matrix[0], vector), dot(matrix[1], vector), dot(matrix[2], vector)];
}

/** A rotation's inverse is its transpose. */
function applyInverse(matrix: Matrix, vector: UnitVector): UnitVector {
  return apply(transposed(matrix), vector);
}

function dot(a: UnitVector, b: UnitVector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
