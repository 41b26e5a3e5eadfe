import { describe, expect, it } from 'vitest';
import type { WorldCoordinates } from '#shared/fits/world-coordinates.ts';
import { orientationAt } from './orient-stamp.ts';
import { plainName } from './plain-name.ts';
import { peakOf, reducePixels } from './reduce-pixels.ts';

/** A flat sky at a declination, turned by an angle, 1 arcsec a pixel. */
function turned(angleDeg: number, decDeg: number): WorldCoordinates {
  const [cos, sin] = [Math.cos((angleDeg * Math.PI) / 180), Math.sin((angleDeg * Math.PI) / 180)];
  const squeeze = Math.cos((decDeg * Math.PI) / 180);
  return {
    frame: 'ICRS',
    projection: 'SIN',
    pixelDeg: 1 / 3600,
    toSky: () => null,
    toPixel({ lonDeg, latDeg }) {
      const [west, north] = [-(lonDeg - 10) * squeeze * 3600, (latDeg - decDeg) * 3600];
      return { x: 50 + west * cos - north * sin, y: 60 + west * sin + north * cos };
    },
  };
}

describe('a stamp', () => {
  it.each([
    [0, -30],
    [40, 60],
  ])('turned by %d° knows its north and east', (angleDeg, decDeg) => {
    const { at, north, east } = orientationAt(turned(angleDeg, decDeg), { raDeg: 10, decDeg })!;
    expect(at).toEqual({ x: 50, y: 60 });
    const [cos, sin] = [Math.cos((angleDeg * Math.PI) / 180), Math.sin((angleDeg * Math.PI) / 180)];
    expect(north.x).toBeCloseTo(-sin, 6);
    expect(north.y).toBeCloseTo(cos, 6);
    expect(east.x).toBeCloseTo(-cos, 6);
    expect(east.y).toBeCloseTo(-sin, 6);
  });

  it('of many pixels is drawn by means of blocks, without its NaN', () => {
    const values = Float32Array.from({ length: 30 }, (_, index) => index);
    values[0] = Number.NaN;
    values.fill(Number.NaN, 2, 4);
    values.fill(Number.NaN, 8, 10);
    const {
      width,
      height,
      reducedBy,
      values: drawn,
    } = reducePixels({ width: 6, height: 5, values }, 3);
    expect({ width, height, reducedBy }).toEqual({ width: 3, height: 2, reducedBy: 2 });
    expect([...drawn]).toEqual([Math.fround((1 + 6 + 7) / 3), Number.NaN, 7.5, 15.5, 17.5, 19.5]);
    const small = { width: 2, height: 1, values: new Float32Array([1, 2]) };
    expect(reducePixels(small, 2)).toEqual({ ...small, reducedBy: 1 });
  });

  it('has the value farthest from 0 as its peak', () => {
    expect(peakOf(new Float32Array([Number.NaN, 1, -3, 2, Infinity]))).toBe(-3);
    expect(peakOf(new Float32Array([Number.NaN]))).toBeNull();
  });

  it('has a file name that leads nowhere else', () => {
    expect(plainName('../../etc/passwd')).toBe('_.._etc_passwd');
    expect(plainName('con.csv')).toBe('_con.csv');
  });
});
