import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitVectorOf } from '#shared/sky/position.ts';
import { createSkySources } from './sky-sources.ts';

describe('sources in passes', () => {
  it('are each in one pass, with the vector of their position', () => {
    assert(
      property(integer({ min: 1, max: 40_000 }), (count) => {
        const raDeg = Float64Array.from({ length: count }, (_, index) => (index * 7) % 360);
        const decDeg = Float64Array.from({ length: count }, (_, index) => (index % 179) - 89);
        const sources = createSkySources(raDeg, decDeg, String);
        const seen = new Uint8Array(count);
        for (let pass = 0; pass < sources.passes; pass += 1) {
          const vectors = sources.vectorsOf(pass);
          for (let at = 0; at < vectors.length / 3; at += 1) seen[sources.indexOf(pass, at)]! += 1;
        }
        expect(seen.every((times) => times === 1)).toBe(true);
        const last = sources.passes - 1;
        const index = sources.indexOf(last, 0);
        const [x, y, z] = unitVectorOf({ raDeg: raDeg[index]!, decDeg: decDeg[index]! });
        const [a, b, c] = sources.vectorsOf(last);
        expect(Math.hypot(a! - x, b! - y, c! - z)).toBeLessThan(1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it('are spread over the whole table, also in the first pass', () => {
    const raDeg = Float64Array.from({ length: 100_000 }, (_, index) => index * 0.0036);
    const sources = createSkySources(raDeg, new Float64Array(100_000), String);
    const first = sources.vectorsOf(0);
    const quarters = [0, 0, 0, 0];
    for (let at = 0; at < first.length / 3; at += 1) {
      quarters[Math.floor(raDeg[sources.indexOf(0, at)]! / 90)]! += 1;
    }
    for (const quarter of quarters) expect(quarter).toBeCloseTo(first.length / 12, -1);
  });
});
