/**
 * One first picture of a large image, as Look takes it: `node first-picture-run.ts FOLDER PATH`. Prints seconds to the
 * first picture, to all means, and the memory that it took, as JSON.
 */
import process from 'node:process';
import { createImages } from '#main/app/images/images-service.ts';
import { parseHeader } from '#shared/fits/header.ts';
import { describeImage } from '#shared/fits/image.ts';
import { limitsOf } from '#shared/image/find-limits.ts';
import { createPainter } from '#shared/image/paint.ts';
import { sizeAt, TILE_PIXELS, topLevel } from '#shared/image/tiles.ts';

const [, , outputFolder = '', path = ''] = process.argv;
const service = createImages({ outputFolder: () => outputFolder, platform: process.platform });
const images = service.viewer();
const residentBefore = process.memoryUsage().rss;
const start = performance.now();
const { header } = await images.call('open', path, {});
const { x, y } = describeImage(parseHeader(header)!);
const image = { width: x.length, height: y.length };
const level = topLevel(image) - 1;
const size = sizeAt(image, level);
const places: { readonly level: number; readonly column: number; readonly row: number }[] = [];
for (let row = 0; row * TILE_PIXELS < size.height; row += 1) {
  for (let column = 0; column * TILE_PIXELS < size.width; column += 1) {
    places.push({ level, column, row });
  }
}
const tiles = await Promise.all(
  places.map((at) => images.call('tile', path, { at, how: 'sample' })),
);
const all = new Float32Array(tiles.reduce((sum, { values }) => sum + values.length, 0));
let at = 0;
for (const { values } of tiles) {
  all.set(values, at);
  at += values.length;
}
const limits = limitsOf(all, { kind: 'zscale' })!;
const painter = createPainter({ limits, stretch: 'linear', map: 'grey' });
for (const tile of tiles) painter.paint(tile);
const firstSeconds = (performance.now() - start) / 1_000;
await images.call('histogram', path, {});
for (const place of places) await images.call('tile', path, { at: place, how: 'mean' });
const meansSeconds = (performance.now() - start) / 1_000;
// In kilobytes, also where it would be bytes elsewhere: Node has it so on every system.
const peak = process.resourceUsage().maxRSS * 1_024;
process.stdout.write(
  JSON.stringify({ firstSeconds, meansSeconds, megabytes: (peak - residentBefore) / 1e6, limits }),
);
await service.end();
