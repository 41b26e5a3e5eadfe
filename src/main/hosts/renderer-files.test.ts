import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRendererFiles } from './renderer-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'renderer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('renderer files', () => {
  it('holds the folder by path, with types and how long to keep them', () => {
    writeFileSync(join(folder, 'index.html'), '<p>page');
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets', 'index-abc.js'), 'script');
    const files = readRendererFiles(folder);
    expect([...files.keys()].toSorted()).toEqual(['/', '/assets/index-abc.js', '/index.html']);
    expect(files.get('/')).toEqual({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
      body: Buffer.from('<p>page'),
    });
    expect(files.get('/assets/index-abc.js')).toMatchObject({
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: expect.stringContaining('immutable'),
    });
  });

  it('follows no link out of the folder', () => {
    writeFileSync(join(folder, 'index.html'), '');
    symlinkSync(import.meta.filename, join(folder, 'linked.js'));
    symlinkSync(import.meta.dirname, join(folder, 'linked'));
    expect([...readRendererFiles(folder).keys()].toSorted()).toEqual(['/', '/index.html']);
  });

  it.each(['', 'not-there'])('says what to run where nothing is built (%j)', (name) => {
    expect(() => readRendererFiles(join(folder, name))).toThrow('npm run build');
  });
});
