import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSelections } from './selections.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selections-'));
  mkdirSync(folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('saved selections', () => {
  it('that a later version wrote stay, beside those that are saved here', async () => {
    const index = join(folder, 'index.json');
    const known = { name: 'a', files: 1, savedAtMs: 5, colour: 'red' };
    const unknown = { title: 'b', rows: 7 };
    writeFileSync(index, JSON.stringify([unknown, known]));
    const selections = createSelections(folder, () => 9);
    expect((await selections.list()).map(({ name }) => name)).toEqual(['a']);
    await selections.save('c', ['/EPOCH01/x.fits']);
    await selections.delete('no such');
    expect(JSON.parse(readFileSync(index, 'utf8'))).toEqual([
      unknown,
      known,
      { name: 'c', files: 1, savedAtMs: 9 },
    ]);
  });

  it('of a damaged index are said to be there, and the index is set aside', async () => {
    const index = join(folder, 'index.json');
    writeFileSync(index, '[{');
    const selections = createSelections(folder);
    await expect(selections.list()).rejects.toThrow(/index\.json.*are all there/);
    await selections.save('c', ['/EPOCH01/x.fits']);
    expect((await selections.list()).map(({ name }) => name)).toEqual(['c']);
    expect(readFileSync(`${index}.set-aside`, 'utf8')).toBe('[{');
  });
});
