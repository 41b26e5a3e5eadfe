import { describe, expect, it } from 'vitest';
import { MAX_TABLE_BYTES } from '#shared/sources/read-sources.ts';
import { sourceListOf } from './source-list.ts';
import type { TableInput } from './worker-calls.ts';
import { WORKER_HANDLERS } from './worker-handlers.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const look = async (input: TableInput) =>
  (await WORKER_HANDLERS.look({ input, isTable: false }))[0];

async function listOf(input: TableInput) {
  const looked = await look(input);
  if (looked.kind !== 'sources') throw new Error(`It was taken for ${looked.text}.`);
  return sourceListOf({ id: 'x', name: 'x.csv', options: {} }, looked.read);
}

const TABLE = 'name,ra,dec\nPSR J2129-04,322.4375,-4.485\nüπ,1.5,20\nfar,100,80\nbad,400,0\n';

describe('A table of positions', () => {
  it('is a list with names, positions, fields, and what is wrong in it', async () => {
    const list = await listOf(new File([TABLE], 'pulsars.csv'));
    expect(Array.from(list.raDeg, (ra, at) => [list.names.at(at), ra, list.decDeg[at]])).toEqual([
      ['PSR J2129-04', 322.4375, -4.485],
      ['üπ', 1.5, 20],
      ['far', 100, 80],
    ]);
    expect(list.names.at(3)).toBeUndefined();
    expect(list.names.at(-1)).toBeUndefined();
    expect([...list.outside]).toEqual([1, 2]);
    expect(list.fields).toEqual(new Set(['VAST_2118-06A']));
    expect(list.seen).toEqual([
      { field: 'VAST_2118-06A', epochs: expect.arrayContaining(['01', '02', '09']) },
    ]);
    expect(list.badRows).toEqual([{ location: 'line 5', reason: expect.stringContaining('400') }]);
    expect(list.notes.join()).toContain('"ra" and "dec"');
  });

  it('keeps its bytes as they came, to be read again in another unit', async () => {
    const file = new File([bytes('RA,Dec\n12.5,-1\n')], 'x.csv');
    const looked = await look(file);
    if (looked.kind !== 'sources') throw new Error('It is no table.');
    expect(new TextDecoder().decode(looked.table)).toBe('RA,Dec\n12.5,-1\n');
    const [again] = await WORKER_HANDLERS.read({
      table: looked.table,
      options: { raUnit: 'hours' },
    });
    expect([...looked.read.raDeg, ...again.raDeg]).toEqual([12.5, 187.5]);
  });

  it('has its arrays handed over without a copy', async () => {
    const [output, transfer] = await WORKER_HANDLERS.look({ input: TABLE, isTable: false });
    const copy = structuredClone(output, { transfer: [...transfer] });
    expect(output.kind === 'sources' && output.read.raDeg.length).toBe(0);
    expect(copy.kind === 'sources' && copy.read.raDeg.length).toBe(3);
  });

  it('with a million bad rows lists the first thousand of them', async () => {
    const list = await listOf(`ra,dec\n1,2\n${'400,0\n'.repeat(20_000)}`);
    expect([list.badRows.length, list.badRowCount]).toEqual([1_000, 20_000]);
  });
});

describe('A text that is no table of positions', () => {
  it.each([
    ['a dropbox.cfg', '[dropbox]\nshared_url = x\n'],
    ['a list of files', '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits\n'],
    ['names of fields', '0918+00A, 0943+00A'],
    ['a table of find_sources', 'name,ra,dec,field\nx,1,2,VAST_0012+00A\n'],
  ])('is left to main if it is %s', async (_, text) => {
    expect(await look(text)).toEqual({ kind: 'text', text });
    expect(await look(new File([text], 'x'))).toEqual({ kind: 'text', text });
  });

  it('keeps the sign of unreadable bytes, because a guessed password would count against the link', async () => {
    const cfg = Uint8Array.from([...bytes('[dropbox]\npassword = '), 0xe9, 10]);
    expect(await look(new File([cfg], 'dropbox.cfg'))).toEqual({
      kind: 'text',
      text: '[dropbox]\npassword = \uFFFD\n',
    });
  });

  it('is refused without being repeated if it may be a token', async () => {
    const token = `sl.u.AF3d4h${'5d6'.repeat(20)}`;
    const refused = await look(token).catch((error: Error) => error.message);
    expect(refused).toContain('neither a table');
    expect(refused).not.toContain(token.slice(0, 8));
  });

  it.each([
    ['names alone', bytes('Crab\nVela\n'), /can't be resolved/],
    ['a web page', bytes('<!doctype html><p>1 2'), /web page/],
    ['binary', Uint8Array.from([1, 2, 0, 7]), /binary file/],
    ['an image', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0]), /PNG/],
  ])('is refused by name if it is %s', async (_, content, why) => {
    await expect(look(new File([content], 'x'))).rejects.toThrow(why);
  });

  it('is refused without being read if it is too large', async () => {
    const file = new File([], 'x');
    Object.defineProperty(file, 'size', { value: MAX_TABLE_BYTES + 1 });
    Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.reject(new Error('read')) });
    await expect(look(file)).rejects.toThrow(/up to .* are read/);
  });

  it('is refused if it cannot be read, as a folder', async () => {
    const file = new File([], 'EPOCH01');
    Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.reject(new Error('no')) });
    await expect(look(file)).rejects.toThrow(/folder/);
  });
});

describe('The table of some sources', () => {
  const sources = async () => {
    const [read] = await WORKER_HANDLERS.read({ table: bytes(TABLE), options: {} });
    const { names, raDeg, decDeg } = read;
    return { names, raDeg, decDeg };
  };

  it('is the one of vast-tools 3.x', async () => {
    const [{ text, rows }] = await WORKER_HANDLERS.write({
      ...(await sources()),
      format: { of: 'vast-tools' },
    });
    const lines = text.split('\n');
    expect(lines[0]).toBe('name,ra,dec,field,epoch,sbid,dateobs,primary_field');
    expect(lines[1]).toMatch(/^PSR J2129-04,322\.437500,-4\.485000,VAST_2118-06A,1,\d+,2019-08-2/);
    expect([lines.length - 2, text.endsWith('\n')]).toEqual([rows, true]);
  });

  it('is the one of vast-tools 1.x for one epoch', async () => {
    const [{ text, rows }] = await WORKER_HANDLERS.write({
      ...(await sources()),
      format: { of: 'field-name', epoch: '02' },
    });
    expect(text).toMatch(/^ra,dec,name,sbid,field_name\n322\.4375,-4\.485,.*,VAST_2118-06A\n$/);
    expect(rows).toBe(1);
  });

  it('needs no list: fields and epochs come from positions alone', async () => {
    const [seen] = await WORKER_HANDLERS.seen({
      raDeg: Float64Array.of(322.4375, 100),
      decDeg: Float64Array.of(-4.485, 80),
    });
    expect(seen).toEqual([
      { field: 'VAST_2118-06A', epochs: expect.arrayContaining(['01', '09']) },
    ]);
  });
});
