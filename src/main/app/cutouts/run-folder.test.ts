import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFolder } from './run-folder.ts';

describe('the folder of a list’s cutouts', () => {
  it('has the name and the size of the list', () => {
    expect(runFolder('/out', 'pulsars.csv', 5 / 60)).toBe(join('/out/cutouts/pulsars.csv_5arcmin'));
  });

  it('is another one for each name, also for those that read alike as file names', () => {
    const names = ['A_B', 'A B', 'A/B', 'A  B', 'Квазары', '星系', '_', '..'];
    const folders = names.map((name) => runFolder('/out', name, 1));
    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(names.length);
    for (const folder of folders) expect(folder).toMatch(/cutouts.[\w~]+_1deg$/);
  });
});
