import { assert, constantFrom, double, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { separationDeg } from '#shared/sky/separation.ts';
import { RADIANS_PER_DEGREE, unitVectorOf, wrapHalfTurnDeg } from '#shared/sky/position.ts';
import { blendedRaw } from './raw-projections.ts';
import { projectMany } from './project-many.ts';
import { anchored, pointOf, positionAt, zoomed } from './sky-projector.ts';
import { frameOf, type SkyView } from './sky-view.ts';

const SIZE = { width: 1000, height: 640 };
const finite = (min: number, max: number) => double({ min, max, noNaN: true });
const views = record({
  raDeg: finite(0, 359.999),
  decDeg: finite(-90, 90),
  zoom: finite(0, 1).map((part) => 400 ** part),
  allSky: constantFrom('mollweide', 'aitoff'),
});
const positions = record({ raDeg: finite(0, 359.999), decDeg: finite(-89, 89) });
const inside = record({ x: finite(0, SIZE.width), y: finite(0, SIZE.height) });
const nearby = record({ x: finite(350, 650), y: finite(170, 470) });

describe('the map’s projection', () => {
  it('agrees with the formulas, with right ascension to the left', () => {
    assert(
      property(views, positions, (view, position) => {
        const frame = frameOf({ ...view, decDeg: 0 }, SIZE);
        const lon = wrapHalfTurnDeg(position.raDeg - view.raDeg);
        const found = pointOf(frame, position);
        if (found === null || Math.abs(lon) > 179.9) return;
        const [x, y] = blendedRaw(view.allSky, frame.blend)(
          lon * RADIANS_PER_DEGREE,
          position.decDeg * RADIANS_PER_DEGREE,
        );
        const expected = { x: 500 - x * frame.scale, y: 320 - y * frame.scale };
        expect(Math.hypot(found.x - expected.x, found.y - expected.y)).toBeLessThan(
          0.1 + frame.scale * 1e-5,
        );
      }),
    );
  });

  it('has an inverse wherever the map shows the sky', () => {
    assert(
      property(views, inside, (view, at) => {
        const frame = frameOf(view, SIZE);
        const position = positionAt(frame, at);
        if (position === null) return;
        const again = pointOf(frame, position);
        expect(again).not.toBeNull();
        if (again !== null && Math.abs(again.x - at.x) < frame.scale) {
          expect(Math.hypot(again.x - at.x, again.y - at.y)).toBeLessThan(0.2);
        }
      }),
    );
  });

  it('shows the sky in every corner of a patch', () => {
    assert(
      property(views, (view) => {
        const frame = frameOf({ ...view, zoom: Math.max(view.zoom, 3.2) }, SIZE);
        expect(frame.isPatch).toBe(true);
        for (const at of [
          { x: 0, y: 0 },
          { x: SIZE.width, y: SIZE.height },
        ]) {
          expect(positionAt(frame, at)).not.toBeNull();
        }
      }),
    );
  });

  it('moves no position by a jump while zooming', () => {
    assert(
      property(views, positions, (view, position) => {
        const [near, far] = [view, { ...view, zoom: view.zoom * 1.000_01 }].map((each) =>
          frameOf(each, SIZE),
        );
        const [a, b] = [pointOf(near!, position), pointOf(far!, position)];
        if (a === null || b === null) return;
        const isInside = a.x > 0 && a.x < SIZE.width && a.y > 0 && a.y < SIZE.height;
        if (isInside && near!.isPatch === far!.isPatch) {
          expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(1);
        }
      }),
    );
  });

  it('puts 19h30 in the middle, and 20h to its left', () => {
    const view: SkyView = { raDeg: 292.5, decDeg: 0, zoom: 1, allSky: 'mollweide' };
    const frame = frameOf(view, SIZE);
    expect(pointOf(frame, { raDeg: 292.5, decDeg: 0 })).toEqual({ x: 500, y: 320 });
    expect(pointOf(frame, { raDeg: 300, decDeg: 0 })!.x).toBeLessThan(500);
    expect(pointOf(frame, { raDeg: 292.5, decDeg: 30 })!.y).toBeLessThan(320);
  });

  it('leaves out what is behind a patch', () => {
    const view: SkyView = { raDeg: 0, decDeg: 0, zoom: 20, allSky: 'aitoff' };
    const points = new Float32Array(2);
    const behind = Float64Array.from(unitVectorOf({ raDeg: 180, decDeg: 10 }));
    projectMany(frameOf(view, SIZE), behind, points);
    expect([...points]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('moving the map', () => {
  it('keeps a dragged position under the pointer', () => {
    assert(
      property(
        finite(0, 359),
        finite(-40, 40),
        finite(6, 300),
        nearby,
        (raDeg, decDeg, zoom, at) => {
          const view: SkyView = { raDeg, decDeg, zoom, allSky: 'mollweide' };
          const from = positionAt(frameOf(view, SIZE), { x: 500, y: 320 })!;
          const frame = frameOf(anchored(view, SIZE, from, at), SIZE);
          const now = positionAt(frame, at)!;
          expect(separationDeg(now, from) * frame.scale * (Math.PI / 180)).toBeLessThan(1);
        },
      ),
    );
  });

  it('zooms around the pointer', () => {
    const view: SkyView = { raDeg: 30, decDeg: -20, zoom: 8, allSky: 'mollweide' };
    const at = { x: 700, y: 200 };
    const before = positionAt(frameOf(view, SIZE), at)!;
    const after = positionAt(frameOf(zoomed(view, SIZE, 2, at), SIZE), at)!;
    expect(separationDeg(before, after)).toBeLessThan(0.05);
    expect(zoomed(view, SIZE, 1e-9, at).zoom).toBe(1);
  });
});
