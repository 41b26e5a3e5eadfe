import { describe, expect, it } from 'vitest';
import { createDetector } from './detections.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import type { Exposure } from './exposure.ts';
import { createObservatory } from './observatory.ts';
import { allPixels, backgroundRows, imageRows, rmsRows } from './render-image.ts';
import { seenSources } from './seen-sources.ts';

const observatory = createObservatory({
  seed: 3,
  scale: 1,
  observations: demoObservations('tiny'),
});
const detect = createDetector(observatory);
const expose = (epoch: string, field: string, sbid: number | null = null, release = ''): Exposure =>
  observatory.exposure({ epoch, field, sbid, release })!;

const mosaic = expose('01', 'VAST_0918+00A');
const tile = expose('01', 'VAST_0918+00A', 9668);
const neighbour = expose('01', 'VAST_0943+00A');

describe('an exposure', () => {
  it('is of an observation that was made', () => {
    expect(mosaic).toMatchObject({
      sbid: 9668,
      startUtc: '2019-08-27T23:33:31.273',
      endUtc: '2019-08-27T23:45:47.815',
      field: { name: 'VAST_0918+00A' },
    });
    expect(mosaic.midMjd).toBeCloseTo(58_722.985_87, 4);
    const name = { epoch: '01', field: 'VAST_0918+00A', sbid: 1, release: '' };
    expect(observatory.exposure(name)).toBeNull();
    expect(observatory.exposure({ ...name, epoch: '09', sbid: null })).toBeNull();
  });

  it('has the least noise in the middle, and less in a mosaic if a neighbour overlaps', () => {
    const { width, centrePixel } = tile.frame;
    const row = centrePixel * width;
    const alone = allPixels(rmsRows(observatory, tile)).map((value) => value / tile.noiseJy);
    const together = allPixels(rmsRows(observatory, mosaic)).map((value) => value / mosaic.noiseJy);
    expect(alone[row + centrePixel]).toBeCloseTo(1, 1);
    expect(alone[row + 10]).toBeGreaterThan(1.2);
    // East is to the left, and that is where the other field of the demo lies.
    expect(together[row + 10]).toBeLessThan(0.9 * alone[row + 10]!);
    expect(together[row + width - 10]).toBeCloseTo(alone[row + width - 10]!, 2);
    expect(alone[0]).toBeNaN();
  });

  it('holds noise as its rms map says and nothing where that has nothing', () => {
    const image = allPixels(imageRows(observatory, mosaic, 'U'));
    const rms = allPixels(rmsRows(observatory, mosaic));
    const background = allPixels(backgroundRows(observatory, mosaic, 'U'));
    const sigmas: number[] = [];
    for (const [i, value] of image.entries()) {
      expect(Number.isNaN(value)).toBe(Number.isNaN(rms[i]));
      expect(Number.isNaN(value)).toBe(Number.isNaN(background[i]));
      if (!Number.isNaN(value)) sigmas.push((value - background[i]!) / rms[i]!);
    }
    const within = sigmas.filter((sigma) => Math.abs(sigma) < 1).length / sigmas.length;
    expect(within).toBeGreaterThan(0.6);
    expect(within).toBeLessThan(0.72);
  });
});

describe('what is detected', () => {
  const bright = (exposure: Exposure) =>
    new Map(detect(exposure, 'I', 'positive').map((found) => [found.source.key, found]));

  it('is what stands out of the image, brightest first', () => {
    const image = allPixels(imageRows(observatory, mosaic, 'I'));
    const found = detect(mosaic, 'I', 'positive');
    expect(found.length).toBeGreaterThan(50);
    for (const [i, { pixel, peakJy, rmsJy }] of found.entries()) {
      const value = image[pixel.y * mosaic.frame.width + pixel.x]!;
      expect(value).toBeGreaterThan(0.8 * peakJy - 2 * rmsJy);
      expect(value).toBeLessThan(1.05 * peakJy + 2 * rmsJy);
      expect(peakJy).toBeGreaterThanOrEqual(5 * rmsJy);
      expect(peakJy).toBeLessThanOrEqual(found[i - 1]?.peakJy ?? Number.POSITIVE_INFINITY);
    }
  });

  it('leaves out no source that is far above the noise', () => {
    const found = bright(mosaic);
    const relative = observatory.relativeNoise(mosaic);
    for (const { source, pixel, fluxJy } of seenSources(observatory, mosaic, 'I')) {
      const rmsJy = relative.at(Math.round(pixel.x), Math.round(pixel.y)) * mosaic.noiseJy;
      if (fluxJy > 10 * rmsJy) expect(found.has(source.key)).toBe(true);
    }
  });

  it('is the same in a field that overlaps, within the errors', () => {
    const here = bright(mosaic);
    const there = bright(neighbour);
    const both = [...here.keys()].filter((key) => there.has(key));
    expect(both.length).toBeGreaterThan(3);
    for (const key of both) {
      const [a, b] = [here.get(key)!, there.get(key)!];
      const gainError = 0.1 * a.peakJy;
      const noise = Math.hypot(a.peakErrorJy, b.peakErrorJy);
      expect(Math.abs(a.peakJy - b.peakJy)).toBeLessThan(gainError + 5 * noise);
      expect(Math.abs(a.position.decDeg - b.position.decDeg) * 3600).toBeLessThan(8);
    }
  });

  it('is found again in the next epoch, unless it varies', () => {
    const first = bright(mosaic);
    const next = bright(expose('02', 'VAST_0918+00A'));
    const lasting = [...first.values()].filter(
      ({ source, peakJy, rmsJy }) => source.variability.kind === 'steady' && peakJy > 12 * rmsJy,
    );
    expect(lasting.length).toBeGreaterThan(20);
    for (const { source, peakJy } of lasting) {
      const again = next.get(source.key)!;
      expect(again.peakJy / peakJy).toBeGreaterThan(0.6);
      expect(again.peakJy / peakJy).toBeLessThan(1.6);
    }
  });

  it('has a sign in Q, U and V, and each source one sign only', () => {
    const positive = detect(mosaic, 'V', 'positive');
    const negative = detect(mosaic, 'V', 'negative');
    for (const { source } of positive) expect(source.polarised.V).toBeGreaterThan(0);
    for (const { source } of negative) expect(source.polarised.V).toBeLessThan(0);
    expect(positive.length + negative.length).toBeGreaterThan(0);
  });

  it('differs a little from release to release', () => {
    const old = detect(expose('01', 'VAST_0918+00A', null, 'v0.6'), 'I', 'positive');
    const current = detect(mosaic, 'I', 'positive');
    expect(old[0]!.source.key).toBe(current[0]!.source.key);
    expect(old[0]!.peakJy).not.toBe(current[0]!.peakJy);
  });
});
