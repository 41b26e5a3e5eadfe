import { describe, expect, it } from 'vitest';
import { readInput } from './read-input.ts';

describe('a text that was dropped', () => {
  it('is told by what is in it, not by its name', () => {
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

  it('is refused where it is none of these', () => {
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
