import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { SourceList } from './interpret-table.ts';
import { readSources } from './read-sources.ts';
import { complaintOf, told } from './testing/told.ts';

const TESTDATA = new URL('testdata/', import.meta.url);
const SAMPLES = new URL('../../../../shared/samples/', import.meta.url);

const FOUR = [
  ['PSR J2144-3933', 326.025_39, -39.568_89],
  ['Q 2123-4429B', 321.749_58, -44.268_61],
  ['ESO 148-IG02', 348.945, -59.054_44],
  ['south of 0', 3.1, -0.25],
];

describe('files that programs wrote', () => {
  const files = readdirSync(fileURLToPath(TESTDATA)).filter((name) =>
    /^(?:astropy|stilts)\./.test(name),
  );

  it('are there for each format', () => {
    expect(files).toHaveLength(23);
  });

  it.each(files)('%s', (file) => {
    const list = readSources(readFileSync(new URL(file, TESTDATA)));
    expect(told(list)).toEqual(FOUR);
    expect(list.badRows).toEqual([]);
    expect(list.warnings).toEqual([]);
    expect(list.notes.at(-1)).toContain('from "ra" and "dec", names from "name"');
  });

  it.skipIf(!existsSync(SAMPLES))('selavy’s, as text and as VOTable', () => {
    const [text, votable] = ['txt', 'xml'].map((kind) =>
      readSources(readFileSync(new URL(`selavy.components.${kind}`, SAMPLES))),
    ) as [SourceList, SourceList];
    expect(text.sources.length).toBeGreaterThan(5);
    expect(text.badRows).toEqual([]);
    expect(told(text)[0]).toEqual(['component_1a', 150.020_52, -29.977_78]);
    expect(told(votable)[0]).toEqual(['component_1a', 149.983_33, -29.977_78]);
    expect(votable.badRows).toEqual([]);
    expect(votable.notes[0]).toContain('positions (FK5 J2000) from "ra_deg_cont"');
    expect(text.notes[0]).toContain('"ra_deg_cont"');
  });
});

describe('tables as people have them', () => {
  const ONE = [['PSR X', 188.736_25, -1.034_17]];

  it.each([
    ['commas', 'name,ra,dec\nPSR X,188.73625,-1.0341667\n'],
    ['commas and quotes', '"Name" , "RA" , "Dec"\r\n"PSR X", "188.73625" ,-1.0341667\r\n'],
    ['tabs', 'RA\tDec\tName\n188.73625\t-1.0341667\tPSR X\n'],
    ['semicolons and decimal commas', 'name;ra;dec\nPSR X;188,73625;-1,0341667\n'],
    ['semicolons and sexagesimal', 'name;ra;dec\nPSR X;12:34:56.7;-01:02:03\n'],
    ['bars', 'name|ra|dec\nPSR X|188.73625|-1.0341667\n'],
    ['blanks', 'ra dec name\n188.73625 -1.0341667 PSR X\n'],
    [
      'blanks, and a name of five words',
      'name ra dec\nP S R X 1 188.73625 -1.0341667\n',
      'P S R X 1',
    ],
    ['blanks between all parts', 'name ra dec\nPSR X 12 34 56.7 -01 02 03\n'],
    ['a comment as header', '# name ra dec\n"PSR X" 188.73625 -1.0341667\n'],
    ['a byte-order mark', '\uFEFFname,ra,dec\nPSR X,188.73625,-1.0341667\n'],
    ['units in brackets', 'name,RA (J2000),Dec (J2000)\nPSR X,12h34m56.7s,-1d02m03s\n'],
    ['hours by the unit', 'name,ra [h],dec [deg]\nPSR X,12.58241667,-1.0341667\n'],
    ['a title above', 'My sources, as of today\n\nname,ra,dec\nPSR X,188.73625,-1.0341667\n'],
    ['one column for both', 'name,position\nPSR X,12:34:56.7 -01:02:03\n'],
    ['no header, semicolons and decimal commas', 'PSR X;188,73625;-1,0341667\n'],
    ['no header, commas', 'PSR X,188.73625,-1.0341667\n'],
    ['no header, a line each', 'PSR X 188.73625 -1.0341667\n'],
    ['no header, sexagesimal', 'PSR X 12 34 56.7 -01 02 03'],
    ['no header, name behind', '12:34:56.7 -01:02:03 PSR X'],
    ['no blank between', 'PSR X\t12:34:56.7-01:02:03'],
    ['typeset', 'PSR X, 12ʰ34ᵐ56.7ˢ, −1°02′03″'],
    [
      'a hundred other columns',
      `x1,x2,name,ra_err,ra,dec_err,dec\n1,2,PSR X,0.1,188.73625,0.1,-1.0341667`,
    ],
  ])('%s', (_, text, name = 'PSR X') => {
    const list = readSources(text);
    expect(told(list)).toEqual([[name, ...ONE[0]!.slice(1)]]);
    expect(list.badRows).toEqual([]);
  });

  it.each([
    'RA,Dec',
    'ra_deg,dec_deg',
    'RAJ2000,DEJ2000',
    '_RAJ2000,_DEJ2000',
    'raj2000,dej2000',
    'RA_ICRS,DE_ICRS',
    'ALPHA_J2000,DELTA_J2000',
    'ra_deg_cont,dec_deg_cont',
    'wavg_ra,wavg_dec',
    'RA (J2000),Dec. (J2000)',
    'RA(deg),DEC(deg)',
    'RA_d,DEC_d',
    'Right Ascension,Declination',
    's_ra,s_dec',
    'skycoord.ra,skycoord.dec',
    'RA_1,DEC_1',
  ])('knows the columns %s', (header) => {
    expect(told(readSources(`id,${header}\nA,188.73625,-1.0341667`))).toEqual([
      ['A', 188.736_25, -1.034_17],
    ]);
  });

  it('reads VizieR’s form: comments, units, a ruler', () => {
    const text =
      '#\n#   VizieR Astronomical Server\n#Column\t_RAJ2000\t(F10.6)\tRight ascension\n' +
      '_RAJ2000\t_DEJ2000\tName\ndeg\tdeg\t \n----------\t----------\t----\n188.736250\t-01.034167\tPSR X\n\n';
    expect(told(readSources(text))).toEqual([['PSR X', 188.736_25, -1.034_17]]);
    const split =
      'RAh;RAm;RAs;DE-;DEd;DEm;DEs;Name\nh;min;s; ;deg;arcmin;arcsec; \n---;---;----;-;---;---;---;----\n' +
      '12;34;56.7;-;00;30;00;half south\n';
    expect(told(readSources(split))).toEqual([['half south', 188.736_25, -0.5]]);
    const strings =
      '#RESOURCE=yCat\nRAJ2000|DEJ2000|Name\n"h:m:s"|"d:m:s"|\n-----------|-----------|----\n12 34 56.7|-01 02 03|PSR X\n';
    expect(told(readSources(strings))).toEqual(ONE);
  });

  it('reads Simbad’s lists', () => {
    const text =
      'C.D.S.  -  SIMBAD4 rel 1.8\n\n# |    identifier     |typ|  coord1 (ICRS,J2000/2000)  |Mag V \n' +
      '--|-------------------|---|----------------------------|------\n' +
      '1 |PSR X              |Psr|12 34 56.7   -01 02 03      |  ~   \n' +
      '2 |M   1              |SNR|05 34 30.9   +22 00 53      |  ~   \n';
    const list = readSources(text);
    expect(told(list)).toEqual([...ONE, ['M   1', 83.628_75, 22.014_72]]);
    expect(list.badRows).toEqual([]);
  });

  it('reads the tables of vast-tools, each source once', () => {
    const text =
      'name,ra,dec,field,epoch,sbid,dateobs,primary_field\n' +
      'S1,3.1,-0.1,VAST_0012+00A,1,9667,2019-08-27 14:28:14.841,VAST_0012+00A\n' +
      'S1,3.1,-0.1,VAST_0012+00A,2,10323,2019-10-28 14:13:59.854,VAST_0012+00A\n';
    const list = readSources(text);
    expect(told(list)).toEqual([['S1', 3.1, -0.1]]);
    expect(list.notes).toContain(
      '1 row repeated an earlier one to the digit: each source was kept once.',
    );
    expect(
      told(readSources('ra,dec,name,sbid,field_name\n321.7,-44.2,Q 2123,9673,VAST_2112-43A\n')),
    ).toEqual([['Q 2123', 321.7, -44.2]]);
  });
});

describe('names', () => {
  it('with a position in them are read as a last resort, with a warning', () => {
    const list = readSources('name\nPSR J2144-3933\nVAST J123456.7-010203\nplain\n');
    expect(told(list)).toEqual([
      ['PSR J2144-3933', 326, -39.55],
      ['VAST J123456.7-010203', 188.736_25, -1.034_17],
    ]);
    expect(list.badRows).toEqual([{ location: 'line 4', reason: 'the right ascension is empty' }]);
    expect(list.warnings[0]).toBe(
      '2 positions came from a name like "PSR J2144-3933": they may be off by 900 arcseconds.',
    );
    expect(told(readSources('J123456.7-010203'))[0]![1]).toBe(188.736_25);
  });

  it('alone are refused, because nothing resolves them here', () => {
    for (const text of [
      'name\nNGC 253\nM 31\n',
      'NGC 253\n',
      'M 31\nCrab\nSN 1987A\n',
      'object,type\nM 31,G\n',
    ]) {
      expect(complaintOf(text)).toMatch(
        /names and no positions.*asking Simbad or NED.*paste right ascensions/,
      );
    }
  });

  it('that are missing are made of the position; those of several positions are warned of', () => {
    const list = readSources('name,ra,dec\n,188.73625,-1.034166667\nA,1,1\nA,2,2\n');
    expect(list.sources.map(({ name }) => name)).toEqual(['J123456.7-010203', 'A', 'A']);
    expect(list.notes.at(-1)).toBe('1 source without a name got one made of its position.');
    expect(list.warnings).toEqual([
      '"A" stands for several positions: tables by name will mix them.',
    ]);
  });
});

describe('encodings', () => {
  const text = 'name,ra,dec\nPSR é,188.73625,−1°02′03″\n';
  const units = (order: 'little' | 'big', hasMark: boolean): Uint8Array => {
    const all =
      (hasMark ? '\uFEFF' : '') + (hasMark ? text : 'name,ra,dec\nA,188.73625,-1.034167\n');
    const found = new Uint8Array(all.length * 2);
    const view = new DataView(found.buffer);
    for (let at = 0; at < all.length; at += 1)
      view.setUint16(at * 2, all.charCodeAt(at), order === 'little');
    return found;
  };

  it('UTF-16 is read, with a mark and without', () => {
    for (const order of ['little', 'big'] as const) {
      for (const hasMark of [true, false]) {
        const list = readSources(units(order, hasMark));
        expect(told(list)).toEqual([[hasMark ? 'PSR é' : 'A', 188.736_25, -1.034_17]]);
        expect(list.notes[0]).toBe('The text is in UTF-16.');
      }
    }
  });

  it('Latin-1 is read where UTF-8 fails', () => {
    const list = readSources(Buffer.from('name,ra,dec\nA,188.73625,-1°02m03s\n', 'latin1'));
    expect(told(list)).toEqual([['A', 188.736_25, -1.034_17]]);
  });
});
