import { describe, expect, it } from 'vitest';
import { readInput } from './read-input.ts';

describe('a text that was dropped', () => {
  it('is recognised by its content, not by its name', () => {
    expect(readInput('# mine\n[dropbox]\nshared_url = x\n')).toEqual({ kind: 'config' });
    expect(
      readInput('ra,dec,name,sbid,field_name\n321.7,-44.2,Q 2123,9673,VAST_2112-43A\n'),
    ).toMatchObject({ kind: 'fields', fields: ['VAST_2112-43A'] });
    expect(readInput('# list\n/EPOCH01/a.fits\nEPOCH02/b.fits\n')).toMatchObject({
      kind: 'files',
      paths: ['/EPOCH01/a.fits', '/EPOCH02/b.fits'],
    });
    expect(readInput('vast_0918+00A, 2112-43A\n0918+00A')).toMatchObject({
      kind: 'fields',
      fields: ['vast_0918+00A', '2112-43A'],
      warnings: [],
    });
  });

  it.each(['field_name', 'FIELD', 'primary_field', '"field"'])(
    'is a table of fields where its header has %s',
    (column) => {
      expect(readInput(`# made today\nname;${column};ra\na;VAST_2112-43A;1\n`)).toMatchObject({
        kind: 'fields',
        column: column.replaceAll('"', ''),
        fields: ['VAST_2112-43A'],
        epochs: null,
      });
    },
  );

  it('names its columns if none of them contains fields', () => {
    expect(() => readInput('source_id,ra,dec\nx,1,2\n')).toThrow(
      'nor a dropbox.cfg. Its columns are "source_id", "ra", "dec".',
    );
    expect(() => readInput('sl.u.AFabc123,hunter2\n')).toThrow(/nor a dropbox\.cfg\.$/);
  });

  it('in UTF-16 is named as such', () => {
    const text = Buffer.from('field\nVAST_2112-43A\n', 'utf16le').toString('utf8');
    expect(() => readInput(text)).toThrow(/UTF-16/);
  });

  it('of a megabyte of blank lines is refused at once, and read with a section behind it', () => {
    const blank = '\n'.repeat(1024 * 1024);
    expect(() => readInput(blank)).toThrow(/neither a table/);
    expect(readInput(`${blank}  [dropbox]\n`)).toEqual({ kind: 'config' });
    expect(() => readInput(' '.repeat(1024 * 1024))).toThrow(/neither a table/);
    expect(() => readInput(`EPOCH${'1'.repeat(1024 * 1024)}`)).toThrow(/neither a table/);
    expect(() => readInput(',;|\t'.repeat(256 * 1024))).toThrow(/neither a table/);
  });

  it('of positions is answered with the command that finds their fields', () => {
    for (const header of ['name,ra,dec', 'Source;RAJ2000;DEJ2000', 'id\tRA_deg\tDec_deg']) {
      expect(() => readInput(`${header}\n`)).toThrow(
        / "vast-pilot find-fields" writes such a table from positions\.$/,
      );
    }
    expect(() => readInput('id,rank,decade\n')).toThrow(/"decade"\.$/);
  });

  it('with a mistyped section is a dropbox.cfg, so that its reader names the mistake', () => {
    expect(readInput('[dropbx]\nshared_url = x\npassword = y\n')).toEqual({ kind: 'config' });
    expect(() => readInput('[other]\nshared_url = x\n')).toThrow(/neither a table/);
  });

  it('is refused if it is none of these', () => {
    for (const text of ['', '   ', 'hello world', 'ra,dec\n1,2']) {
      expect(() => readInput(text)).toThrow(/neither a table/);
    }
  });

  it('may hold other words beside fields, which are named', () => {
    expect(readInput('VAST_0918+00A VAST_2112-43A and')).toMatchObject({
      warnings: ['Not names of fields: and.'],
    });
  });
});
