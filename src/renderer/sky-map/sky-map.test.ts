import { array, assert, constantFrom, double, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beamsOf } from '#shared/sky/beams.ts';
import { separationDeg } from '#shared/sky/separation.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { skyMapMessages } from '../messages/sky-map.ts';
import { BEAM_RADIUS_DEG, beamRingsOf, FIELD_RINGS, fieldAt, ringsFor } from './footprints.ts';
import { fieldsWithin, isInside } from './lasso.ts';
import { wordOf } from './paint-sources.ts';
import { type Label, placeLabels } from './place-labels.ts';
import { gridLines, gridStep } from './sky-lines.ts';
import { pointOf, positionAt } from './sky-projector.ts';
import { frameOf, type SkyView } from './sky-view.ts';
import { traceRing } from './trace.ts';

const SIZE = { width: 1000, height: 640 };
const WHOLE: SkyView = { raDeg: 292.5, decDeg: 0, zoom: 1, allSky: 'mollweide' };
const finite = (min: number, max: number) => double({ min, max, noNaN: true });
const fields = constantFrom(...FIELDS);

/** A pen that counts its closed lines. */
function countingPen() {
  const drawn = { rings: 0, points: [] as (readonly [number, number])[] };
  const pen = {
    moveTo: (x: number, y: number) => void drawn.points.push([x, y]),
    lineTo: (x: number, y: number) => void drawn.points.push([x, y]),
    closePath: () => void (drawn.rings += 1),
  };
  return { drawn, pen };
}

describe('the field at a position', () => {
  it('is the field at its centre and at each of its beams', () => {
    expect(fieldAt({ raDeg: 139.65417, decDeg: 0 })?.name).toBe('VAST_0918+00A');
    for (const field of FIELDS) expect(fieldAt(field)).toBe(field);
  });

  it('covers the position with a beam, and no field is there if none does', () => {
    const positions = record({ raDeg: finite(0, 359.99), decDeg: finite(-90, 90) });
    const covers = (field: (typeof FIELDS)[number], at: { raDeg: number; decDeg: number }) =>
      beamsOf(field).some((beam) => separationDeg(beam, at) <= BEAM_RADIUS_DEG);
    assert(
      property(positions, (at) => {
        const found = fieldAt(at);
        if (found === null) expect(FIELDS.filter((field) => covers(field, at))).toEqual([]);
        else expect(covers(found, at)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is found at a pixel of its outline’s inside, at every zoom', () => {
    assert(
      property(fields, finite(0, 1), (field, part) => {
        const frame = frameOf({ ...WHOLE, ...field, zoom: 200 ** part }, SIZE);
        const at = positionAt(frame, pointOf(frame, field)!)!;
        expect(separationDeg(at, field)).toBeLessThan(0.01);
      }),
    );
  });
});

type Vector = readonly [number, number, number];

function pointsOf(ring: Float64Array): readonly Vector[] {
  return Array.from({ length: ring.length / 3 }, (_, at) => [
    ring[3 * at]!,
    ring[3 * at + 1]!,
    ring[3 * at + 2]!,
  ]);
}

/** The distance of a point from a closed line of straight pieces, in radii of the sphere. */
function distanceToRing(point: Vector, ring: readonly Vector[]): number {
  return Math.min(
    ...ring.map((from, at) => {
      const to = ring[(at + 1) % ring.length]!;
      const along = to.map((value, axis) => value - from[axis]!);
      const away = point.map((value, axis) => value - from[axis]!);
      const length2 = along.reduce((sum, value) => sum + value * value, 0);
      const dot = along.reduce((sum, value, axis) => sum + value * away[axis]!, 0);
      const part = Math.max(0, Math.min(1, dot / length2));
      return Math.hypot(...away.map((value, axis) => value - part * along[axis]!));
    }),
  );
}

describe('the outline of a field', () => {
  it('is one ring at the distance of its outer beams', () => {
    for (const ring of FIELD_RINGS) expect(ring.length).toBeGreaterThan(150);
    expect(beamRingsOf(FIELDS[0]!)).toHaveLength(36);
  });

  it('is coarser on a small map, and nowhere half a pixel off', () => {
    const scale = 599;
    const coarse = ringsFor(scale);
    // All fields have one footprint.
    for (const index of [0, 112]) {
      const fine = FIELD_RINGS[index]!;
      expect(coarse[index]!.length).toBeLessThan(fine.length / 2);
      for (const point of pointsOf(fine)) {
        expect(scale * distanceToRing(point, pointsOf(coarse[index]!))).toBeLessThan(0.5);
      }
    }
    expect(ringsFor(600)).toBe(FIELD_RINGS);
  });

  it('is drawn at both sides if it lies across the edge of the sky', () => {
    const at = FIELDS.findIndex(({ name }) => name === 'VAST_0918+00A');
    const { drawn, pen } = countingPen();
    traceRing(pen, frameOf({ ...WHOLE, raDeg: FIELDS[at]!.raDeg + 180 }, SIZE), FIELD_RINGS[at]!);
    expect(drawn.rings).toBe(2);
    const xs = drawn.points.map(([x]) => x);
    expect(Math.min(...xs)).toBeLessThan(20);
    expect(Math.max(...xs)).toBeGreaterThan(980);
  });

  it('is drawn once elsewhere, and not at all out of view', () => {
    const once = countingPen();
    traceRing(once.pen, frameOf(WHOLE, SIZE), FIELD_RINGS[0]!);
    expect(once.drawn.rings).toBe(1);
    const none = countingPen();
    traceRing(none.pen, frameOf({ ...WHOLE, zoom: 30 }, SIZE), FIELD_RINGS[40]!);
    expect(none.drawn.rings).toBe(0);
  });
});

describe('a lasso', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ];

  it('encloses what lies within it', () => {
    expect(isInside({ x: 5, y: 5 }, square)).toBe(true);
    expect(isInside({ x: 15, y: 5 }, square)).toBe(false);
    expect(isInside({ x: 5, y: 5 }, [])).toBe(false);
  });

  it('encloses a point however the line is begun or turned', () => {
    const points = record({ x: finite(-5, 15), y: finite(-5, 15) });
    assert(
      property(points, integer({ min: 0, max: 3 }), (point, shift) => {
        const turned = [...square.slice(shift), ...square.slice(0, shift)].toReversed();
        expect(isInside(point, turned)).toBe(isInside(point, square));
        const { x, y } = point;
        if (x > 0 && x < 10 && y > 0 && y < 10) expect(isInside(point, square)).toBe(true);
        if (x < 0 || x > 10 || y < 0 || y > 10) expect(isInside(point, square)).toBe(false);
      }),
    );
  });

  it('takes all fields if it goes around the sky, and one around its centre', () => {
    const around = [
      { x: -1, y: -1 },
      { x: 1001, y: -1 },
      { x: 1001, y: 641 },
      { x: -1, y: 641 },
    ];
    const frame = frameOf(WHOLE, SIZE);
    expect(fieldsWithin(frame, around)).toEqual(FIELDS);
    const { x, y } = pointOf(frame, FIELDS[40]!)!;
    const small = [
      { x: x - 2, y: y - 2 },
      { x: x + 2, y: y - 2 },
      { x: x + 2, y: y + 2 },
    ];
    expect(fieldsWithin(frame, small)).toEqual([FIELDS[40]]);
  });
});

describe('labels', () => {
  const labels = array(
    record({
      text: constantFrom('a', 'b'),
      x: finite(-20, 320),
      y: finite(-20, 220),
      width: finite(4, 90),
      height: finite(8, 16),
    }),
  );
  const touch = (a: Label, b: Label): boolean =>
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2;

  it('never touch, stay within the map, and the first that fits has its place', () => {
    assert(
      property(labels, (wanted) => {
        const placed = placeLabels(wanted, { width: 300, height: 200 });
        for (const [index, label] of placed.entries()) {
          expect(label.x - label.width / 2).toBeGreaterThanOrEqual(0);
          expect(label.y + label.height / 2).toBeLessThanOrEqual(200);
          expect(placed.slice(index + 1).some((other) => touch(label, other))).toBe(false);
        }
        const first = wanted.find(
          ({ x, y, width, height }) =>
            x - width / 2 >= 0 &&
            x + width / 2 <= 300 &&
            y - height / 2 >= 0 &&
            y + height / 2 <= 200,
        );
        expect(placed[0]).toBe(first);
      }),
    );
  });
});

describe('the grid', () => {
  it('has the finest step whose lines are apart', () => {
    expect(gridStep([30, 15, 10], 10)).toBe(10);
    expect(gridStep([30, 15, 10], 6)).toBe(15);
    expect(gridStep([30, 15, 10], 0.1)).toBe(30);
  });

  it('has few lines at every zoom and everywhere', () => {
    assert(
      property(finite(0, 359), finite(-90, 90), finite(0, 1), (raDeg, decDeg, part) => {
        const lines = gridLines(frameOf({ ...WHOLE, raDeg, decDeg, zoom: 400 ** part }, SIZE));
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThan(700);
      }),
    );
  });

  it('names its lines as astronomers do', () => {
    const { angle } = skyMapMessages.grid;
    expect([angle('ra', 285), angle('ra', 292.5), angle('ra', 0.125)]).toEqual([
      '19h',
      '19h30',
      '0h00m30s',
    ]);
    expect([angle('dec', 0), angle('dec', -6 - 1 / 3), angle('dec', 30)]).toEqual([
      '0°',
      '−6°20′',
      '+30°',
    ]);
  });
});

describe('the colour of sources', () => {
  it('is a pixel with red in its lowest byte', () => {
    expect(wordOf('#0102ff')).toBe(0xff_ff_02_01);
  });
});
