/**
 * Finding the fields of many sources, against astropy's `search_around_sky` for the same match. Run alone it prints
 * its figures: `node build/bench/find-fields.ts`. Wants python3-astropy and python3-scipy.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findPython } from '../../src/main/testing/python.ts';
import { beamsOf } from '../../src/shared/sky/beams.ts';
import { seededRandom } from '../simulation/random.ts';
import { FIELDS } from '../../src/shared/survey/fields.ts';
import type { Figure } from './figures/figure.ts';
import { measured, median } from './measured.ts';

const COUNT = 100_000;
const MAX_SEP_DEG = 1.5;

interface Timing {
  readonly seconds: number;
  /** Without the rows and their order. */
  readonly matchSeconds: number;
  /** Sources that a field sees. */
  readonly seen: number;
  /** The longest slice of 250 sources. */
  readonly longestMs: number;
}

/** Sources in the fields and around them, where most beams are near; as pairs of degrees. */
function scattered(count: number): Float64Array {
  const random = seededRandom(2019);
  const positions = new Float64Array(count * 2);
  for (let index = 0; index < count; index += 1) {
    const { raDeg, decDeg } = FIELDS[Math.floor(random() * FIELDS.length)]!;
    const dec = decDeg + (random() - 0.5) * 9;
    const ra = raDeg + ((random() - 0.5) * 9) / Math.cos((dec * Math.PI) / 180);
    positions.set([(ra + 360) % 360, dec], index * 2);
  }
  return positions;
}

/** Each in a process of its own, a fresh one for each run. */
export async function findFieldsFigure({ runs }: { readonly runs: number }): Promise<Figure[]> {
  const python = findPython('astropy', 'scipy');
  if (python === null) {
    throw new Error('The bench needs python3-astropy and python3-scipy. Install them first.');
  }
  const work = mkdtempSync(join(tmpdir(), 'bench-find-fields-'));
  const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const [sources, million, beams] = ['sources.f64', 'million.f64', 'beams.f64'].map((name) =>
    join(work, name),
  ) as [string, string, string];
  try {
    writeFileSync(sources, scattered(COUNT));
    writeFileSync(million, scattered(1_000_000));
    const vectors = FIELDS.flatMap(beamsOf).flatMap(({ raDeg, decDeg }) => [raDeg, decDeg]);
    writeFileSync(beams, new Float64Array(vectors));
    const ours = (file: string): Timing =>
      JSON.parse(measured([process.execPath, here('find-fields-run.ts'), file]).stdout);
    const pairs = Array.from({ length: runs }, () => {
      const script = here('search-around-sky.py');
      const limit = String(MAX_SEP_DEG);
      const peer = measured([python, script, sources, beams, limit]);
      return {
        ours: ours(sources),
        theirs: JSON.parse(peer.stdout) as Pick<Timing, 'seconds' | 'seen'>,
      };
    });
    for (const { ours: own, theirs } of pairs) {
      if (own.seen !== theirs.seen) {
        throw new Error(`${own.seen} sources are seen, and ${theirs.seen} by astropy.`);
      }
    }
    const most = ours(million);
    const own = median(pairs.map((pair) => pair.ours.seconds));
    const match = median(pairs.map((pair) => pair.ours.matchSeconds));
    const theirs = median(pairs.map((pair) => pair.theirs.seconds));
    return [
      {
        name: `fields, epochs and SBIDs of ${COUNT} sources, all rows in order`,
        target: '≤ 2000',
        value: own * 1000,
        unit: 'ms',
        detail: `${pairs[0]!.ours.seen} of them in fields`,
      },
      {
        name: "the match alone, its index included ÷ astropy's search_around_sky",
        target: '≤ 0.5',
        value: median(pairs.map((pair) => pair.ours.matchSeconds / pair.theirs.seconds)),
        unit: 'ratio',
        detail: `${match.toFixed(2)} ÷ ${theirs.toFixed(2)} s`,
      },
      {
        name: 'a million sources in slices of 250: the longest slice',
        target: '≤ 50',
        value: most.longestMs,
        unit: 'ms',
        detail: `${most.seconds.toFixed(2)} s in all, once`,
      },
    ];
  } finally {
    rmSync(work, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, target, value, unit, detail } of await findFieldsFigure({ runs: 3 })) {
    process.stdout.write(`${name}: ${value.toFixed(2)} ${unit} (${target}); ${detail}\n`);
  }
}
