/** Finds the fields of the positions in a file of float64 pairs, in slices; prints how long the match took, and the
 * match with all rows of the table in their order, as JSON. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createFieldSearch } from '../../src/shared/sources/find-fields.ts';

const SLICE = 250;

const bytes = readFileSync(process.argv[2]!);
const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
const sources = Array.from({ length: values.length / 2 }, (_, index) => ({
  name: `source ${index}`,
  raDeg: values[index * 2]!,
  decDeg: values[index * 2 + 1]!,
}));

const startMs = performance.now();
const search = createFieldSearch(sources);
let longestMs = 0;
for (let more = true; more; ) {
  const beforeMs = performance.now();
  more = search.step(SLICE);
  longestMs = Math.max(longestMs, performance.now() - beforeMs);
}
const found = search.result();
const matchSeconds = (performance.now() - startMs) / 1000;
let rows = 0;
for (const tile of found.tiles()) rows += tile.observation.sbid > 0 ? 1 : 0;
const seconds = (performance.now() - startMs) / 1000;
process.stdout.write(
  JSON.stringify({
    seconds,
    matchSeconds,
    longestMs,
    rows,
    seen: sources.length - found.outside.length,
  }),
);
