import { describe, expect, it } from 'vitest';
import { separationDeg } from '#shared/sky/separation.ts';
import { readSources } from './read-sources.ts';
import { complaintOf, told } from './testing/told.ts';

describe('hours and degrees', () => {
  it('are decided for the whole column, with a note', () => {
    expect(readSources('a,ra,dec\n1,12:00:00,0\n2,1:00:00,0').notes[0]).toContain(
      'right ascensions were read as hours because they are sexagesimal',
    );
    const degrees = readSources('name,ra,dec\nA,12:00:00,0\nB,187:30:00,0');
    expect(told(degrees)).toEqual([
      ['A', 12, 0],
      ['B', 187.5, 0],
    ]);
    expect(degrees.notes[0]).toContain('read as degrees because line 3 is beyond 24 hours');
    const lettered = readSources('name,ra,dec\nA,12h00m00s,0\nB,1:00:00,0');
    expect(told(lettered)[1]).toEqual(['B', 15, 0]);
    expect(readSources('name,ra,dec\nA,1.5,0').notes[0]).toContain(
      'as degrees because they are decimal',
    );
    expect(told(readSources('name,ra,dec\nA,1.5,0', { raUnit: 'hours' }))).toEqual([
      ['A', 22.5, 0],
    ]);
  });

  it('stay hours where one row of many is beyond a day, which is a bad row, with a warning', () => {
    const rows = [1, 5, 10, 25, 23].map((hour) => `s${hour},${hour}:30:00,-30`).join('\n');
    const list = readSources(`name,ra,dec\n${rows}`);
    expect(told(list).map(([, ra]) => ra)).toEqual([22.5, 82.5, 157.5, 352.5]);
    expect(list.badRows).toEqual([
      { location: 'line 5', reason: 'the right ascension is 25.5 hours, outside 0 to 24' },
    ]);
    expect(list.warnings[0]).toMatch(/line 5 is beyond 24 hours.*name the column "ra \(deg\)"/);
    expect(told(readSources(`name,ra,dec\n${rows}`, { raUnit: 'degrees' }))).toHaveLength(5);
  });

  it('are warned of where decimals could be hours', () => {
    const rows = [1, 5, 10, 17, 23].map((hour) => `s${hour},${hour}.5,-30`).join('\n');
    expect(readSources(`name,ra,dec\n${rows}`).warnings[0]).toContain('below 24');
  });

  it('in one column are refused, and a lone decimal among sexagesimals is a bad row', () => {
    expect(complaintOf('name,ra,dec\nA,12h00m,0\nB,12d00m,0')).toBe(
      'The right ascensions are in hours in line 2 and in degrees in line 3: write all of them in one unit.',
    );
    const list = readSources('name,ra,dec\nA,12:00:00,0\nB,187.5,0\nC,13:00:00,0');
    expect(list.badRows).toEqual([
      {
        location: 'line 3',
        reason:
          'the right ascension is decimal (187.5), and most others are sexagesimal: write it like them, or with a unit (187.5d or 187.5h)',
      },
    ]);
    expect(readSources('name,ra,dec\nA,187.5,0\nB,12:00:00,0\nC,188.5,0').badRows).toEqual([
      {
        location: 'line 3',
        reason:
          'the right ascension is sexagesimal, and most others are decimal: write it like them, or with a unit (h or d behind its first number)',
      },
    ]);
  });

  it('of a row with a unit of its own decide nothing for rows in another notation', () => {
    expect(told(readSources('name,ra,dec\nA,12:00:00,0\nB,187.5d,0\nC,13:00:00,0'))).toEqual([
      ['A', 180, 0],
      ['B', 187.5, 0],
      ['C', 195, 0],
    ]);
    expect(told(readSources('name,ra,dec\nA,7.5,0\nB,12h00m,0\nC,8.5,0'))).toEqual([
      ['A', 7.5, 0],
      ['B', 180, 0],
      ['C', 8.5, 0],
    ]);
  });
});

describe('frames', () => {
  it('are found in the header; galactic positions become ICRS', () => {
    expect(readSources('name,raj2000,dej2000\nA,1,2').notes[0]).toContain('positions (FK5 J2000)');
    expect(readSources('name,RA_ICRS,DE_ICRS\nA,1,2').notes[0]).toContain('positions (ICRS)');
    const list = readSources('name,l,b\nSgr A*,359.94423,-0.04616\nM 1,-175.4426,-5.7843');
    expect(list.notes[0]).toContain('galactic coordinates were turned into ICRS');
    const [centre, crab] = list.sources;
    expect(separationDeg(centre!, { raDeg: 266.416_82, decDeg: -29.007_81 })).toBeLessThan(1e-4);
    expect(separationDeg(crab!, { raDeg: 83.633_1, decDeg: 22.014_5 })).toBeLessThan(1e-3);
    const exact = readSources('name,raj2000,dej2000\nA,1,2', { exactFk5: true }).sources[0]!;
    const off = separationDeg(exact, { raDeg: 1, decDeg: 2 }) * 3_600_000;
    expect(off).toBeGreaterThan(5);
    expect(off).toBeLessThan(50);
  });

  it.each([
    ['RAB1950,DEB1950', 'B1950 (FK4)'],
    ['elon,elat', 'ecliptic coordinates'],
    ['SGL,SGB', 'supergalactic coordinates'],
    ['az,alt', 'azimuth and altitude'],
  ])('refuses %s by name', (header, frame) => {
    expect(complaintOf(`name,${header}\nA,1,2`)).toContain(`is in ${frame}, which is not read`);
  });

  it('refuses a VOTable whose coordinate system is another', () => {
    const votable =
      '<VOTABLE><COOSYS ID="s" system="eq_FK4"/><RESOURCE><TABLE><FIELD name="ra" datatype="double" ref="s"/>' +
      '<FIELD name="dec" datatype="double" ref="s"/><DATA><TABLEDATA><TR><TD>1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>';
    expect(complaintOf(votable)).toContain('eq_FK4');
    expect(told(readSources(votable.replace('eq_FK4', 'ICRS')))).toHaveLength(1);
  });
});
