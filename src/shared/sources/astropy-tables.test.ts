import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPython } from '#main/testing/python.ts';
import { separationDeg } from '#shared/sky/separation.ts';
import { readSources } from './read-sources.ts';

const COUNT = 2000;

/** Writes the same random positions in every form, and their true values beside them. */
const SCRIPT = `
import json, sys
import astropy.units as u, numpy as np
from astropy.coordinates import SkyCoord
from astropy.table import Table
rng = np.random.default_rng(7)
c = SkyCoord(rng.uniform(0, 360, ${COUNT}) * u.deg, np.degrees(np.arcsin(rng.uniform(-1, 1, ${COUNT}))) * u.deg)
names = [f"s{i}" for i in range(${COUNT})]
deg = Table({"name": names, "ra": c.ra, "dec": c.dec})
hms = Table({"name": names, "RAJ2000": c.ra.to_string(u.hour, sep=" ", precision=5, pad=True),
             "DEJ2000": c.dec.to_string(u.deg, sep=" ", precision=4, pad=True, alwayssign=True)})
letters = Table({"name": names, "ra": c.ra.to_string(u.hour, precision=5), "dec": c.dec.to_string(precision=4)})
gal = Table({"name": names, "l": c.galactic.l, "b": c.galactic.b})
typeset = Table({"name": names, "ra": c.ra.to_string(u.deg, sep=":", precision=4),
                 "dec": c.dec.to_string(format="unicode", precision=4)})
for label, table in dict(deg=deg, hms=hms, letters=letters, gal=gal, typeset=typeset).items():
    table.write(f"{sys.argv[1]}/{label}.csv", format="ascii.csv")
    table.write(f"{sys.argv[1]}/{label}.tab", format="ascii.tab")
    table.write(f"{sys.argv[1]}/{label}.ecsv", format="ascii.ecsv")
    if label != "typeset":
        table.write(f"{sys.argv[1]}/{label}.fits")
        for how in ["tabledata", "binary", "binary2"]:
            table.write(f"{sys.argv[1]}/{label}.{how}.vot", format="votable", tabledata_format=how)
json.dump([c.ra.deg.tolist(), c.dec.deg.tolist()], open(f"{sys.argv[1]}/truth.json", "w"))
`;

const python = findPython('astropy', 'numpy');

describe.skipIf(python === null)('tables that astropy writes (where it is installed)', () => {
  let folder: string;
  let truth: readonly [readonly number[], readonly number[]];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'astropy-tables-'));
    execFileSync(python!, ['-c', SCRIPT, folder]);
    truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are read to a thousandth of an arcsecond, in all forms and notations', () => {
    const files = readdirSync(folder).filter((name) => name !== 'truth.json');
    expect(files).toHaveLength(31);
    for (const file of files) {
      const { sources, badRows } = readSources(readFileSync(join(folder, file)));
      expect(badRows, file).toEqual([]);
      expect(sources, file).toHaveLength(COUNT);
      const worstDeg = Math.max(
        ...sources.map((source, index) =>
          separationDeg(source, { raDeg: truth[0][index]!, decDeg: truth[1][index]! }),
        ),
      );
      expect(worstDeg * 3600, file).toBeLessThan(0.001);
    }
  });
});
