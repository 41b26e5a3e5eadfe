import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WindowApp } from '#main/app/window-app.ts';
import { createOpenedFiles, type OpenedFiles } from './opened-files.ts';

vi.mock('electron', () => ({ dialog: { showErrorBox: vi.fn() } }));

let folder: string;
let opened: OpenedFiles;
let told: unknown[];
const app: Pick<WindowApp, 'emit'> = { emit: (_name, payload) => void told.push(payload) };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opened-files-'));
  opened = createOpenedFiles();
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string): string {
  writeFileSync(join(folder, name), `text of ${name}`);
  return join(folder, name);
}

const openedAs = (name: string): unknown => ({
  name,
  bytes: new Uint8Array(Buffer.from(`text of ${name}`)),
});

describe('files that the system opens', () => {
  it('wait for a page that listens', async () => {
    opened.open([file('a.txt')]);
    expect(told).toEqual([]);
    opened.pageListens(app);
    await vi.waitFor(() => expect(told).toEqual([openedAs('a.txt')]));
  });

  it('keep every byte of a table in FITS', async () => {
    const fits = join(folder, 'sources.fits');
    const bytes = Uint8Array.of(0x53, 0x00, 0xff, 0xfe, 0x0d, 0x0a, 0x80);
    writeFileSync(fits, bytes);
    opened.pageListens(app);
    opened.open([fits]);
    await vi.waitFor(() => expect(told).toEqual([{ name: 'sources.fits', bytes }]));
  });

  it('wait again while another page loads, and reach that one once', async () => {
    opened.pageListens(app);
    opened.pageLeft();
    opened.open([file('b.txt')]);
    opened.pageListens(app);
    await vi.waitFor(() => expect(told).toEqual([openedAs('b.txt')]));
  });
});
