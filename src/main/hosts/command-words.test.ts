import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandWords } from './command-words.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'path-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const words = (launcher: string | null) =>
  commandWords({
    env: { PATH: ['', join(folder, 'absent'), folder].join(delimiter) },
    platform: 'linux',
    launcher,
    program: '/opt/VAST Pilot Downloader/vast-pilot-downloader',
  });

describe('The words that run the command', () => {
  it('are its name where that is on the path', () => {
    writeFileSync(join(folder, 'vast-pilot'), '', { mode: 0o755 });
    expect(words('/checkout/build/vast-pilot.mjs')).toEqual(['vast-pilot']);
  });

  it("are the checkout's launcher elsewhere", () => {
    expect(words('/checkout/build/vast-pilot.mjs')).toEqual([
      'node',
      '/checkout/build/vast-pilot.mjs',
    ]);
  });

  it("are the installed app's program without a checkout", () => {
    expect(words(null)).toEqual(['/opt/VAST Pilot Downloader/vast-pilot-downloader']);
  });

  it('are not the name of what cannot be executed', () => {
    writeFileSync(join(folder, 'vast-pilot'), '', { mode: 0o644 });
    expect(words(null)).toEqual(['/opt/VAST Pilot Downloader/vast-pilot-downloader']);
  });
});
