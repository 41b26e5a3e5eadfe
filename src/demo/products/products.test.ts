import { describe, expect, it } from 'vitest';
import { listingOf } from '#shared/survey/listing.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import { encodeFits, formatCard } from './fits.ts';
import { createSurveyFiles } from './survey-file.ts';

const observations = demoObservations('tiny');
const make = createSurveyFiles({ seed: 1, scale: 0.5, observations });
const textOf = (path: string, release = ''): string => Buffer.from(make(path, release)!).toString();

describe('FITS', () => {
  it('writes cards as the standard has them', () => {
    expect(formatCard(['SIMPLE', true])).toBe(`SIMPLE  = ${'T'.padStart(20)}`.padEnd(80));
    expect(formatCard(['BITPIX', -32, 'bits'])).toBe(
      `BITPIX  = ${'-32'.padStart(20)} / bits`.padEnd(80),
    );
    expect(formatCard(['OBJECT', "O'Neill"])).toContain("OBJECT  = 'O''Neill'");
    expect(formatCard(['UNIT', ''])).toContain("= '        '");
    expect(Number(formatCard(['CRVAL1', 139.65417]).slice(10, 30))).toBe(139.65417);
    expect(() => formatCard(['OBJECT', 'x'.repeat(80)])).toThrow(RangeError);
    expect(() => formatCard(['TOOLONGKEY', 1])).toThrow(RangeError);
  });

  it('fills header and data up to whole records, and puts the big end first', () => {
    const file = encodeFits([2, 1], [['BUNIT', 'Jy/beam']], ['a remark'], Float32Array.of(1.5, -2));
    expect(file.length).toBe(2 * 2880);
    expect(file.toString('latin1', 0, 2880)).toMatch(/END {2,}$/);
    expect([file.readFloatBE(2880), file.readFloatBE(2884)]).toEqual([1.5, -2]);
    expect(file.subarray(2888).every((byte) => byte === 0)).toBe(true);
  });
});

describe('the files of the survey', () => {
  it('exist for every path of the listing, and each is what its name says', () => {
    for (const path of listingOf(observations)) {
      const bytes = Buffer.from(make(path, '')!);
      const start = bytes.toString('latin1', 0, 30);
      if (path.endsWith('.fits')) {
        expect(start).toMatch(/^SIMPLE {2}= +T/);
        expect(bytes.length % 2880).toBe(0);
      } else if (path.endsWith('.png')) {
        expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
      } else if (path.endsWith('.xml')) {
        expect(start).toMatch(/^<\?xml/);
      } else {
        expect(start).toMatch(/^[#S]/);
      }
    }
  });

  it('are the same each time, and others in another release', () => {
    const path =
      '/EPOCH01/TILES/STOKESQ_IMAGES/image.q.SB9668.cont.VAST_0918+00A.linmos.taylor.0.restored.fits';
    const again = createSurveyFiles({ seed: 1, scale: 0.5, observations });
    expect(Buffer.from(make(path, '')!).equals(again(path, '')!)).toBe(true);
    expect(Buffer.from(make(path, '')!).equals(make(path, 'v0.6')!)).toBe(false);
  });

  it('are absent if nothing was observed', () => {
    expect(make('/EPOCH09/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH09.I.fits', '')).toBeNull();
    expect(make('/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits', '')).toBeNull();
    expect(make('/elsewhere/file.bin', '')).toBeNull();
  });
});

describe('catalogues', () => {
  const folder = '/EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy';
  const rowsOf = (path: string): readonly Readonly<Record<string, string>>[] => {
    const [names = '', , ...lines] = textOf(path).trimEnd().split('\n');
    const keys = names.slice(1).trim().split(/ +/);
    return lines.map((line) => {
      const cells = line.trim().split(/ +/);
      return Object.fromEntries(keys.map((key, i) => [key, cells[i] ?? '']));
    });
  };

  it('have the columns of selavy, aligned', () => {
    const [names = '', units = '', ...rows] = textOf(`${folder}.components.txt`)
      .split('\n')
      .slice(0, -1);
    expect(names).toMatch(/^# +island_id +component_id +component_name +ra_hms_cont +dec_dms_cont/);
    expect(names).toContain(' flux_peak ');
    for (const row of rows) expect(row.length).toBe(names.length);
    expect(units.length).toBe(names.length);
  });

  it('contain the same as text and as VOTable, component by component', () => {
    const rows = rowsOf(`${folder}.components.txt`);
    const xml = textOf(`${folder}.components.xml`);
    expect(rows.length).toBeGreaterThan(30);
    expect(xml.match(/<TR>/g)?.length).toBe(rows.length);
    for (const row of rows) expect(xml).toContain(`<TD>${row['component_id']}</TD>`);
  });

  it('have an island for each component', () => {
    const islands = rowsOf(`${folder}.islands.txt`).map((row) => row['island_id']);
    expect(islands).toEqual(rowsOf(`${folder}.components.txt`).map((row) => row['island_id']));
  });

  it('of negative sources hold others than those of positive ones', () => {
    const stokesV = '/EPOCH01/COMBINED/STOKESV_SELAVY';
    const names = (prefix: string) =>
      rowsOf(`${stokesV}/${prefix}VAST_0918+00A.EPOCH01.V.selavy.components.txt`).map(
        (row) => row['component_name'],
      );
    const positive = new Set(names(''));
    for (const name of names('n')) expect(positive.has(name)).toBe(false);
  });
});

describe('the table of an epoch', () => {
  it('has a line for each beam of each tile', () => {
    const lines = textOf('/EPOCH02/VAST_epoch2.csv').trimEnd().split('\n');
    const tiles = observations.filter(({ epoch }) => epoch === '02').length;
    expect(lines.length).toBe(1 + 36 * tiles);
    expect(lines[1]).toMatch(/^\d+,VAST_0918\+00A,0,09:16:31\.\d+,\+00:31:29\.93,2019-10-30T/);
  });
});
