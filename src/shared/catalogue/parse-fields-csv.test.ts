import { describe, expect, it } from 'vitest';
import { parseChecksums } from './parse-checksums.ts';
import { parseFieldsCsv } from './parse-fields-csv.ts';
import { parseFilesList } from './parse-files-list.ts';
import { parseListing } from './parse-listing.ts';
import { refusal } from './testing/refusal.ts';

describe('a table of fields', () => {
  it('is what find_sources.py writes', () => {
    const text =
      'ra,dec,name,sbid,field_name\n' +
      '321.749583333333,-44.2686111111111,Q 2123-4429B,9673,VAST_2112-43A\n' +
      '348.945,-59.0544444444444,ESO 148-IG02,9673,VAST_2256-56A\n';
    expect(parseFieldsCsv(text)).toEqual({
      column: 'field_name',
      fields: ['VAST_2112-43A', 'VAST_2256-56A'],
      epochs: null,
      warnings: [],
    });
  });

  it('is what find_sources of vast-tools 2 and 3 writes, with its epochs', () => {
    const text =
      'name,ra,dec,field,epoch,sbid,dateobs,primary_field\n' +
      '1AXG J134412+0016,206.058966,0.278384,VAST_1351+00A,1,9669,2019-08-28 04:04:34.932,VAST_1351+00A\n' +
      '1AXG J134412+0016,206.058966,0.278384,VAST_1351+00A,5x,11165,2020-01-11 17:04:33,VAST_1351+00\n' +
      '1AXG J134412+0016,206.058966,0.278384,VAST_1326+00A,08,11598,,VAST_1351+00\n';
    expect(parseFieldsCsv(text)).toEqual({
      column: 'field',
      fields: ['VAST_1351+00A', 'VAST_1326+00A'],
      epochs: [
        { field: 'VAST_1351+00A', epochs: ['01', '05x'] },
        { field: 'VAST_1326+00A', epochs: ['08'] },
      ],
      warnings: [],
    });
  });

  it.each([
    ['field_name,field,primary_field', 'VAST_0012+00A', 'field_name'],
    ['primary_field,FIELD,x', 'VAST_0037+00A', 'FIELD'],
    ['x,Primary Field,y', 'VAST_0037+00A', 'Primary Field'],
  ])('with the header %s is read by its best column', (header, field, column) => {
    const rows = '\nVAST_0012+00A,VAST_0037+00A,VAST_0102+00A\n';
    expect(parseFieldsCsv(header + rows)).toMatchObject({ column, fields: [field], epochs: null });
  });

  it.each(['1', '01', '1.0', 'EPOCH01', 'epoch1', ' 1 '])('reads %j as epoch 01', (epoch) => {
    const { epochs } = parseFieldsCsv(`field,epoch\nVAST_0012+00A,${epoch}`);
    expect(epochs).toEqual([{ field: 'VAST_0012+00A', epochs: ['01'] }]);
  });

  it.each(['5x', '5X', '05x', 'EPOCH05x', '"5x"'])('reads %j as epoch 05x', (epoch) => {
    const { epochs } = parseFieldsCsv(`field,epochs\nVAST_0012+00A,${epoch}`);
    expect(epochs).toEqual([{ field: 'VAST_0012+00A', epochs: ['05x'] }]);
  });

  it('may hold lists in its cells', () => {
    expect(
      parseFieldsCsv(
        `field;epoch\n"['VAST_0012+00A', 'VAST_0037+00A']";"1; 5x"\nVAST_0012+00A 0102+00A;2`,
      ),
    ).toMatchObject({
      fields: ['VAST_0012+00A', 'VAST_0037+00A', '0102+00A'],
      epochs: [
        { field: 'VAST_0012+00A', epochs: ['01', '05x', '02'] },
        { field: 'VAST_0037+00A', epochs: ['01', '05x'] },
        { field: '0102+00A', epochs: ['02'] },
      ],
    });
  });

  it.each([
    ['semicolons and quotes', '"name";"field"\r\n"a; b";"VAST_0012+00A"\r\n'],
    ['decimal commas', 'ra;field\n321,75;VAST_0012+00A\n'],
    ['tabs', 'ra\tfield\n1\tVAST_0012+00A\n'],
  ])('may be written with %s', (_, text) => {
    expect(parseFieldsCsv(text).fields).toEqual(['VAST_0012+00A']);
  });

  it('names what is no epoch, and rows without one', () => {
    expect(
      parseFieldsCsv(
        'field,epoch\nVAST_0012+00A,\nVAST_0012+00A,x1\nVAST_0012+00A,2\n,3\n0102+00A,?\n',
      ),
    ).toMatchObject({
      fields: ['VAST_0012+00A', '0102+00A'],
      epochs: [{ field: 'VAST_0012+00A', epochs: ['02'] }],
      warnings: [
        'A row names no field.',
        'A row names no epoch.',
        'Line 3: "x1" is not an epoch.',
        'Line 6: "?" is not an epoch.',
      ],
    });
  });

  it('in UTF-16 is refused as such', () => {
    const text = Buffer.from('field\nVAST_0012+00A', 'utf16le').toString('utf8');
    expect(refusal(parseFieldsCsv, text)).toContain('UTF-16');
    expect(refusal(parseFilesList, text)).toContain('UTF-16');
    expect(refusal(parseListing, text)).toContain('UTF-16');
    expect(refusal(parseChecksums, text)).toContain('UTF-16');
  });

  it('may come from any editor, with anything beside the column', () => {
    const text =
      '\ufeff "name, as given" , FIELD_NAME ,x\r\n' +
      '"Q, the ""first""", VAST_2112-43A ,1\r\n' +
      '\r\n' +
      'second,,2\r\n' +
      'third,"2112-43a"\r\n' +
      'none,NOPE\r\n' +
      'fourth\r\n';
    expect(parseFieldsCsv(text)).toMatchObject({
      // As they are spelled there, so that messages show what was written.
      fields: ['VAST_2112-43A', 'NOPE'],
      warnings: ['2 rows name no field.'],
    });
  });

  it('may be that column alone', () => {
    expect(parseFieldsCsv('field_name\nVAST_0012+00A').fields).toEqual(['VAST_0012+00A']);
  });

  it('is refused without a column of fields, and if it is empty', () => {
    expect(refusal(parseFieldsCsv, '\nra,where\n1,VAST_0012+00A')).toBe(
      'Line 2 of the table of fields has no column "field_name", "field" or "primary_field", only "ra", "where".',
    );
    expect(refusal(parseFieldsCsv, '')).toContain('empty');
    expect(refusal(parseFieldsCsv, 'field_name\n\n')).toContain('nothing below it');
    expect(refusal(parseFieldsCsv, 'ra,field_name\n1,\n')).toContain('nothing below it');
  });
});
