import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Settings } from '#shared/ipc/contract.ts';
import { defaultSettings } from './default-settings.ts';
import { openSettings } from './settings-store.ts';

const defaults = defaultSettings({}, '/home/someone');

/** Settings over a file that holds `stored`, with what was written and complained of. */
async function settingsWith(stored: Partial<Settings> = {}) {
  const written: Settings[] = [];
  const problems: string[] = [];
  const settings = await openSettings({
    file: {
      read: async () => ({ value: { ...defaults, ...stored }, problem: null }),
      write: async (value) => void written.push(value),
    },
    defaults,
    onProblem: (problem) => problems.push(problem),
    onChange: () => undefined,
  });
  return { settings, written, problems };
}

describe('the output folder in the settings', () => {
  it('may begin with ~/, typed or in the file', async () => {
    const { settings, written } = await settingsWith({ outputFolder: '~/vast', parallel: 7 });
    expect(settings.get().value).toMatchObject({
      outputFolder: join(homedir(), 'vast'),
      parallel: 7,
    });
    await settings.set({ outputFolder: '~/other' });
    expect(written.at(-1)?.outputFolder).toBe(join(homedir(), 'other'));
  });

  it('is never one called ~name or one whose bytes were replaced, and stays as it was', async () => {
    const { settings, written } = await settingsWith({ outputFolder: '/data' });
    await expect(settings.set({ outputFolder: '~bob' })).rejects.toThrow(
      /begins with ~ and a name/,
    );
    await expect(settings.set({ outputFolder: '/caf\uFFFD' })).rejects.toThrow(/not UTF-8/);
    expect(settings.get().value.outputFolder).toBe('/data');
    expect(written).toEqual([]);
  });

  it('that cannot be used is told, and costs no other setting', async () => {
    const { settings, problems } = await settingsWith({ outputFolder: '~bob', parallel: 7 });
    expect(settings.get().value).toEqual({ ...defaults, parallel: 7 });
    expect(problems).toEqual([expect.stringMatching(/"~bob" begins with ~ .* is used instead\.$/)]);
  });

  it('of a new user follows VAST_DATA_DIR, with ~/ too', () => {
    const of = (dataFolder: string): string =>
      defaultSettings({ VAST_DATA_DIR: dataFolder }, '/home/ana').outputFolder;
    expect(of('~/vast')).toBe('/home/ana/vast');
    expect(of('~bob/vast')).toBe('/home/ana/VAST_DOWNLOAD');
  });
});
