import { describe, expect, it } from 'vitest';
import { createBrowserAbilities } from './browser-abilities.ts';

describe('browser abilities', () => {
  const abilities = createBrowserAbilities(['vast-pilot']);

  it('names an address to open, for a browser to open it', async () => {
    await expect(abilities.openExternal('https://www.dropbox.com/oauth2')).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringContaining('https://www.dropbox.com/oauth2'),
    });
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'no address'])(
    'does not repeat %s',
    async (url) => {
      const refused = abilities.openExternal(url);
      await expect(refused).rejects.toThrow('not the address of a page');
      await expect(refused).rejects.not.toThrow(url);
    },
  );

  it('names the folder of a file instead of showing it', async () => {
    await expect(abilities.showFile('/data/EPOCH01/a.fits')).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringContaining('/data/EPOCH01/a.fits'),
    });
    await expect(abilities.showFolder('/data')).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringMatching(/machine that runs the server.*: \/data$/),
    });
  });

  it('has no dialogs', async () => {
    expect(await abilities.chooseFolder('/data')).toBeNull();
    expect(await abilities.saveText('list.txt', 'a')).toBe(false);
  });
});
