import { describe, expect, it } from 'vitest';
import { spellFolders } from './spell-folders.ts';

const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  '': ['/EPOCH01', '/LEGACY'],
  '/LEGACY': ['/LEGACY/v0.6', '/LEGACY/V0.6'],
  '/LEGACY/v0.6': ['/LEGACY/v0.6/EPOCH02'],
};

/** A listing of these folders, and the folders that it was asked about. */
function fakeListing() {
  const asked: string[] = [];
  const list = async (parents: readonly string[]) => {
    asked.push(...parents);
    return { folders: parents.flatMap((path) => CHILDREN[path] ?? []) };
  };
  return { asked, list };
}

describe('the spelling of remote folders', () => {
  it('comes from the known folders without a call', async () => {
    const { list, asked } = fakeListing();
    const folders = ['/epoch01/tiles', '/Epoch01', '/EPOCH01/TILES', ''];
    const spelled = await spellFolders(list, folders, ['', '/EPOCH01/TILES']);
    expect([...spelled.values()]).toEqual(['/EPOCH01/TILES', '/EPOCH01', '/EPOCH01/TILES', '']);
    expect(asked).toEqual([]);
  });

  it('comes from the listings of their parents, each listed once', async () => {
    const { list, asked } = fakeListing();
    const folders = ['/legacy/v0.6/epoch02', '/legacy/V0.6', '/Legacy'];
    const spelled = await spellFolders(list, folders, ['/EPOCH01']);
    expect(Object.fromEntries(spelled)).toEqual({
      '/legacy/v0.6/epoch02': '/LEGACY/v0.6/EPOCH02',
      '/legacy/V0.6': '/LEGACY/V0.6',
      '/Legacy': '/LEGACY',
    });
    expect(asked).toEqual(['', '/LEGACY', '/LEGACY/v0.6']);
  });

  it('stays as it was typed if there is no such folder', async () => {
    const { list } = fakeListing();
    const spelled = await spellFolders(list, ['/nowhere/x', '/legacy/v9'], []);
    expect([...spelled]).toEqual([
      ['/nowhere/x', '/nowhere/x'],
      ['/legacy/v9', '/legacy/v9'],
    ]);
  });
});
