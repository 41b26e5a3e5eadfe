import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from './default-settings.ts';
import { openSettings } from './settings-store.ts';

let folder = '';
let file = '';
const defaults = defaultSettings({}, '/home/someone');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  file = join(folder, 'settings.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open() {
  const problems: string[] = [];
  const onProblem = (problem: string): void => void problems.push(problem);
  const settings = await openSettings({ file, defaults, onProblem, onChange: () => undefined });
  return { settings, problems };
}

describe('the settings', () => {
  it('of a later version survive a change here, and are named', async () => {
    const later = { ...defaults, outputFolder: '/data/vast', theme: 'high-contrast', newer: [1] };
    writeFileSync(file, JSON.stringify(later));
    const { settings, problems } = await open();
    expect(settings.get().value).toEqual({ ...defaults, outputFolder: '/data/vast' });
    expect(problems).toEqual([expect.stringMatching(/settings\.json.*theme/)]);
    await settings.set({ parallel: 2 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...later, parallel: 2 });
    await settings.set({ theme: 'dark' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'dark', newer: [1] });
  });

  it('that are damaged are said and set aside, not written over', async () => {
    writeFileSync(file, '{"outputFolder": "/data/va');
    const { settings, problems } = await open();
    expect(settings.get().value).toEqual(defaults);
    expect(problems).toEqual([expect.stringContaining(file)]);
    await settings.set({ parallel: 2 });
    expect(readFileSync(`${file}.set-aside`, 'utf8')).toBe('{"outputFolder": "/data/va');
    expect((await open()).settings.get().value.parallel).toBe(2);
  });
});

describe('the output folder in the settings', () => {
  it('may begin with ~/, typed or in the file', async () => {
    writeFileSync(file, JSON.stringify({ ...defaults, outputFolder: '~/vast', parallel: 7 }));
    const { settings } = await open();
    expect(settings.get().value).toMatchObject({
      outputFolder: join(homedir(), 'vast'),
      parallel: 7,
    });
    await settings.set({ outputFolder: '~/other' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      outputFolder: join(homedir(), 'other'),
    });
  });

  it('is never one called ~name or one whose bytes were replaced, and stays as it was', async () => {
    const stored = JSON.stringify({ ...defaults, outputFolder: '/data' });
    writeFileSync(file, stored);
    const { settings } = await open();
    await expect(settings.set({ outputFolder: '~bob' })).rejects.toThrow(
      /starts with ~ and a name/,
    );
    await expect(settings.set({ outputFolder: '/caf\uFFFD' })).rejects.toThrow(/not UTF-8/);
    expect(settings.get().value.outputFolder).toBe('/data');
    expect(readFileSync(file, 'utf8')).toBe(stored);
  });

  it('that cannot be used is reported, and the other settings stay', async () => {
    writeFileSync(file, JSON.stringify({ ...defaults, outputFolder: '~bob', parallel: 7 }));
    const { settings, problems } = await open();
    expect(settings.get().value).toEqual({ ...defaults, parallel: 7 });
    expect(problems).toEqual([expect.stringMatching(/"~bob" starts with ~ .* is used instead\.$/)]);
  });

  it('of a new user follows VAST_DATA_DIR, with ~/ too', () => {
    const of = (dataFolder: string): string =>
      defaultSettings({ VAST_DATA_DIR: dataFolder }, '/home/ana').outputFolder;
    expect(of('~/vast')).toBe('/home/ana/vast');
    expect(of('~bob/vast')).toBe('/home/ana/vast_dropbox');
  });

  it('of a user who comes from 0.1.0 keep its output folder', () => {
    const inHome = (): string => defaultSettings({}, folder).outputFolder;
    expect(inHome()).toBe(join(folder, 'vast_dropbox'));
    mkdirSync(join(folder, 'VAST_DOWNLOAD'));
    expect(inHome()).toBe(join(folder, 'VAST_DOWNLOAD'));
  });
});
