import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ticks } from './axes.ts';
import { binnedMedians, drawChart, histogram } from './chart.ts';
import { encodePng } from './png.ts';

/** The chunks of a PNG, by type, after checking their sums. */
function chunksOf(png: Buffer): ReadonlyMap<string, Buffer> {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

describe('encodePng', () => {
  it('writes what a decoder reads back', () => {
    const pixels = Uint8Array.of(0, 1, 2, 2, 1, 0);
    const palette = [
      [255, 255, 255],
      [10, 20, 30],
      [0, 0, 0],
    ] as const;
    const chunks = chunksOf(encodePng(3, 2, pixels, palette));
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    expect([...chunks.get('IHDR')!]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
    expect([...chunks.get('PLTE')!]).toEqual(palette.flat());
    expect([...inflateSync(chunks.get('IDAT')!)]).toEqual([0, 0, 1, 2, 0, 2, 1, 0]);
  });
});

describe('a chart', () => {
  const chart = {
    title: 'title',
    x: { label: 'x', from: 0, to: 10 },
    y: { label: 'y', from: 0, to: 10 },
  };
  const inksOf = (png: Buffer): ReadonlySet<number> =>
    new Set(inflateSync(chunksOf(png).get('IDAT')!));

  it('shows its points, and leaves out those beyond its axes', () => {
    const empty = drawChart(chart);
    expect(drawChart({ ...chart, points: [{ x: 5, y: 11 }] })).toEqual(empty);
    expect(inksOf(empty).has(3)).toBe(false);
    expect(inksOf(drawChart({ ...chart, points: [{ x: 5, y: 5 }] })).has(3)).toBe(true);
    const marked = drawChart({ ...chart, points: [{ x: 5, y: 5, marked: true }] });
    expect(inksOf(marked).has(4)).toBe(true);
  });

  it('shows bars', () => {
    expect(inksOf(drawChart({ ...chart, bars: [1, 5, 2] })).has(3)).toBe(true);
  });
});

describe('ticks', () => {
  it.each([
    [0, 10, ['0', '2', '4', '6', '8', '10']],
    [0.4, 1.8, ['0.5', '1.0', '1.5']],
    [3.7, -3.7, ['-2', '0', '2']],
    [0, 0.05, ['0.00', '0.01', '0.02', '0.03', '0.04', '0.05']],
    [0, 1234, ['0', '500', '1000']],
  ])('from %d to %d are round numbers', (from, to, texts) => {
    expect(ticks({ label: '', from, to }).map(({ text }) => text)).toEqual(texts);
  });
});

describe('bins', () => {
  const axis = { label: '', from: 0, to: 4 };
  it('count values', () => {
    expect(histogram([0, 0.5, 3.9, 4, -1], axis, 4)).toEqual([2, 0, 0, 1]);
  });
  it('take the median of points and leave out empty bins', () => {
    const points = [0.1, 0.2, 0.9].map((x, i) => ({ x, y: i }));
    expect(binnedMedians([...points, { x: 2.5, y: 9 }, { x: 7, y: 1 }], axis, 4)).toEqual([
      { x: 0.5, y: 1 },
      { x: 2.5, y: 9 },
    ]);
  });
});
