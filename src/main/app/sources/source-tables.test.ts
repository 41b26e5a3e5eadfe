import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSourceTables, type NewTable } from './source-tables.ts';

const ID = '6f1c2a30-0000-4000-8000-000000000001';
const OTHER = '6f1c2a30-0000-4000-8000-000000000002';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'source-tables-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function world() {
  const folder = join(home, 'sources');
  const changes: { revision: number; names: readonly string[] }[] = [];
  const tables = createSourceTables({
    folder,
    onChanged: ({ revision, value }) => {
      changes.push({ revision, names: value.map(({ name }) => name) });
    },
    now: () => 7,
  });
  return { folder, tables, changes };
}

const table = (id: string, name: string, text = 'ra,dec\n1,2\n'): NewTable => ({
  id,
  name,
  options: {},
  table: new TextEncoder().encode(text),
});

describe('Tables of sources', () => {
  it('are the same after a restart, byte for byte, and only the user may read them', async () => {
    const { folder, tables } = world();
    const bytes = Uint8Array.from([0, 255, 10, 13, 128]);
    await tables.save({ ...table(ID, 'binary.fits'), table: bytes, options: { raUnit: 'hours' } });
    const later = world().tables;
    expect((await later.get()).value).toEqual([
      { id: ID, name: 'binary.fits', options: { raUnit: 'hours' }, bytes: 5, savedAtMs: 7 },
    ]);
    const all = await later.load(ID, 0, 1_000);
    expect([[...all.part], all.bytes]).toEqual([[...bytes], 5]);
    expect([...(await later.load(ID, 3, 1)).part]).toEqual([13]);
    expect([...(await later.load(ID, 9, 1)).part]).toEqual([]);
    for (const file of readdirSync(folder)) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('announce every change with a greater revision', async () => {
    const { tables, changes } = world();
    await Promise.all([tables.save(table(ID, 'a.csv')), tables.save(table(OTHER, 'b.csv'))]);
    await tables.change({ id: ID, name: 'pulsars', options: { frame: 'galactic' } });
    await tables.delete(OTHER);
    expect(changes).toEqual([
      { revision: 1, names: ['a.csv'] },
      { revision: 2, names: ['a.csv', 'b.csv'] },
      { revision: 3, names: ['pulsars', 'b.csv'] },
      { revision: 4, names: ['pulsars'] },
    ]);
    expect(await tables.get()).toMatchObject({
      revision: 4,
      value: [{ name: 'pulsars', options: { frame: 'galactic' } }],
    });
  });

  it('leave no file behind when they are removed', async () => {
    const { folder, tables } = world();
    await tables.save(table(ID, 'a.csv'));
    await tables.delete(ID);
    expect(readdirSync(folder)).toEqual(['index.json']);
    await expect(tables.load(ID, 0, 1)).rejects.toMatchObject({ code: 'bad-usage' });
    await expect(tables.change({ id: ID, name: 'x', options: {} })).rejects.toThrow(/removed/);
  });

  it('beyond a hundred are refused, and the rest stays', async () => {
    const { tables } = world();
    const idOf = (index: number) => `6f1c2a30-0000-4000-8000-${String(index).padStart(12, '0')}`;
    for (let index = 0; index < 100; index += 1) await tables.save(table(idOf(index), 'x.csv'));
    await expect(tables.save(table(idOf(100), 'one-more.csv'))).rejects.toMatchObject({
      code: 'bad-usage',
      message: expect.stringMatching(/100 lists of sources are kept already: remove one/),
    });
    expect((await tables.get()).value).toHaveLength(100);
  });

  it('that a later version wrote stay in the index', async () => {
    const { folder, tables } = world();
    await tables.save(table(ID, 'a.csv'));
    const index = join(folder, 'index.json');
    const [entry] = JSON.parse(readFileSync(index, 'utf8')) as [object];
    const later = { title: 'of a later version' };
    writeFileSync(index, JSON.stringify([later, { ...entry, colour: 'red' }]));
    const again = world().tables;
    await again.change({ id: ID, name: 'renamed', options: {} });
    expect(JSON.parse(readFileSync(index, 'utf8'))).toEqual([
      later,
      { ...entry, name: 'renamed', colour: 'red' },
    ]);
  });

  it('of a damaged index are reported, and the index is renamed', async () => {
    const { folder, tables } = world();
    await tables.save(table(ID, 'a.csv'));
    writeFileSync(join(folder, 'index.json'), '{');
    const again = world().tables;
    await expect(again.get()).rejects.toThrow(/index\.json.*are all there/);
    await again.save(table(OTHER, 'b.csv'));
    expect((await again.get()).value.map(({ name }) => name)).toEqual(['b.csv']);
    expect(readdirSync(folder)).toContain('index.json.set-aside');
  });
});
