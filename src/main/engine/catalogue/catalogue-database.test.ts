import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileAt } from '#shared/catalogue/catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type CatalogueStore, openCatalogueStore } from './catalogue-store.ts';

const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

let folder: string;
let file: string;
let store: CatalogueStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-database-'));
  file = join(folder, 'catalogue.db');
  store = openCatalogueStore(file);
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function known(path: string): ListedFile {
  return { path, size: 1, rev: '015f0000000000000000001', contentHash: HASH };
}

function storedPaths(): string[] {
  const catalogue = store.load('link');
  return Array.from({ length: catalogue?.length ?? 0 }, (_, row) => fileAt(catalogue!, row).path);
}

function thrownBy(action: () => unknown): AppError {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('the catalogue database', () => {
  it('is shared by two processes, which read each other’s changes', () => {
    store.replaceAll('link', [known('/a')]);
    const second = openCatalogueStore(file);
    second.replaceFolder('link', { folder: '', files: [known('/b')], folders: [] });
    expect(storedPaths()).toEqual(['/b']);
    second.close();
  });

  it('keeps stored listings when its process is killed', () => {
    const source = JSON.stringify(new URL('./catalogue-store.ts', import.meta.url).href);
    const script = `
      const { openCatalogueStore } = await import(${source});
      const store = openCatalogueStore(process.argv[1]);
      store.replaceAll('link', [{ path: '/killed', size: 1, rev: null, contentHash: null }]);
      process.kill(process.pid, 'SIGKILL');`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, file], {
      encoding: 'utf8',
    });
    expect([run.signal, run.stderr]).toEqual(['SIGKILL', '']);
    expect(storedPaths()).toEqual(['/killed']);
  });

  it('is reported as in use while another process writes to it', () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const hasty = openCatalogueStore(file, { busyTimeoutMs: 1 });
    const error = thrownBy(() => hasty.replaceAll('link', [known('/a')]));
    expect(error.code).toBe('in-use');
    other.exec('ROLLBACK');
    hasty.replaceAll('link', [known('/a')]);
    expect(storedPaths()).toEqual(['/a']);
    hasty.close();
    other.close();
  });

  it('is refused and left unchanged if its version is newer', () => {
    store.close();
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const error = thrownBy(() => openCatalogueStore(file));
    expect(error.code).toBe('disk-error');
    expect(error.message).toContain('newer version');
    const after = new DatabaseSync(file);
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    after.exec('PRAGMA user_version = 1');
    after.close();
    store = openCatalogueStore(file);
  });

  it.each([
    ['its own tables', 'CREATE TABLE folders (x)'],
    ['its own version', 'CREATE TABLE stars (x); PRAGMA user_version = 1'],
  ])('is refused and left unchanged if it belongs to another program (%s)', (_, sql) => {
    const foreign = join(folder, 'foreign.db');
    const database = new DatabaseSync(foreign);
    database.exec(sql);
    database.close();
    const before = readFileSync(foreign);
    const error = thrownBy(() => openCatalogueStore(foreign));
    expect(error.code).toBe('disk-error');
    expect(error.message).toContain('another program');
    expect(readFileSync(foreign).equals(before)).toBe(true);
  });

  it('is refused and left unchanged if it is not a database', () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a database '.repeat(100));
    const error = thrownBy(() => openCatalogueStore(text));
    expect(error.code).toBe('disk-error');
    expect(error.message).toContain('not a database of listings');
    expect(readFileSync(text, 'utf8')).toBe('not a database '.repeat(100));
  });

  it('is named in the error if it cannot be created', () => {
    mkdirSync(join(folder, 'taken.db'));
    for (const impossible of [join(folder, 'taken.db'), join(folder, 'absent', 'x.db')]) {
      const error = thrownBy(() => openCatalogueStore(impossible));
      expect(error.code).toBe('disk-error');
      expect(error.message).toContain(impossible);
    }
  });

  it('is created in an empty file', () => {
    const empty = join(folder, 'empty.db');
    writeFileSync(empty, '');
    const fresh = openCatalogueStore(empty);
    expect(fresh.load('link')).toBeNull();
    fresh.close();
  });
});
