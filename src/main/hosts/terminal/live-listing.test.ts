import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';
import { chooseLive } from './live-listing.ts';

describe('a listed file that can only be viewed on Dropbox', () => {
  it('is a problem, and not missing as well', async () => {
    const warnings: string[] = [];
    const problem =
      '/EPOCH01/notes.paper can only be viewed on Dropbox’s web site, not downloaded.';
    const listed = {
      files: [{ path: '/EPOCH01/VAST_epoch1.csv', size: 1, rev: null, contentHash: null }],
      folders: [],
      missing: [],
      problems: [problem],
      viewOnly: ['/EPOCH01/notes.paper'],
    };
    const context = {
      options: { demo: true, availableFiles: null, legacyDownload: null },
      screen: { say: () => {}, draw: () => {}, warn: (text: string) => void warnings.push(text) },
      engine: { call: async () => listed, on: () => () => {} },
    } as unknown as Context;
    const paths = ['/EPOCH01/VAST_epoch1.csv', '/EPOCH01/notes.paper', '/EPOCH01/gone.csv'];
    const chosen = await chooseLive(context, {
      paths,
      available: null,
      input: { includeLegacy: true },
    });
    expect(chosen.files.map(({ path }) => path)).toEqual(['/EPOCH01/VAST_epoch1.csv']);
    expect([chosen.missing, chosen.problems]).toEqual([['/EPOCH01/gone.csv'], [problem]]);
    expect(warnings).toEqual([problem]);
  });
});
