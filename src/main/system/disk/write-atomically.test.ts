import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftOf } from './own-file.ts';
import { writeAtomicallySync } from './write-atomically-sync.ts';
import { writeAtomically, writeOwnAtomically } from './write-atomically.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atomic-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeAtomically', () => {
  it('creates the folder, and leaves only the file in it', async () => {
    const file = join(folder, 'a/b/settings.json');
    await writeAtomically(file, 'first');
    await writeAtomically(file, 'second');
    expect(readFileSync(file, 'utf8')).toBe('second');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'a/b'))).toEqual(['settings.json']);
  });

  it('writes to the target of a link, and the link stays', async () => {
    mkdirSync(join(folder, 'dotfiles'));
    const real = join(folder, 'dotfiles/settings.json');
    const link = join(folder, 'settings.json');
    writeFileSync(real, 'first');
    symlinkSync(real, link);
    await writeAtomically(link, 'second');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, 'utf8')).toBe('second');
  });

  const hasPipes = process.platform !== 'win32';
  it.runIf(hasPipes)('writes into an existing pipe, which stays a pipe', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const read = text(reader.stdout);
      await writeAtomically(pipe, 'to whom it concerns');
      expect(lstatSync(pipe).isFIFO()).toBe(true);
      expect(await read).toBe('to whom it concerns');
    } finally {
      reader.kill();
    }
  });

  it('leaves nothing behind if it fails, and names the path', async () => {
    mkdirSync(join(folder, 'taken'));
    await expect(writeAtomically(join(folder, 'taken'), 'x')).rejects.toThrow(
      /taken: a folder has that name/,
    );
    writeFileSync(join(folder, 'file'), 'x');
    await expect(writeAtomically(join(folder, 'file/inside'), 'x')).rejects.toThrow(
      /a file has the name of a folder that is needed/,
    );
    expect(readdirSync(folder).toSorted()).toEqual(['file', 'taken']);
  });

  it.skipIf(process.getuid?.() === 0)('keeps the old file if it fails', async () => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, 'first');
    chmodSync(folder, 0o500);
    await expect(writeAtomically(file, 'second')).rejects.toThrow(/permission/);
    chmodSync(folder, 0o700);
    expect(readFileSync(file, 'utf8')).toBe('first');
  });

  it('succeeds for parallel calls, and the file has the text of one of them', async () => {
    const file = join(folder, 'settings.json');
    const texts = Array.from({ length: 8 }, (_, index) => `text ${index} `.repeat(1_000));
    await Promise.all(texts.map((each) => writeAtomically(file, each)));
    expect(texts).toContain(readFileSync(file, 'utf8'));
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('uses a draft with an unpredictable name', async () => {
    const file = join(folder, 'settings.json');
    expect(draftOf(file)).not.toBe(draftOf(file));
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'thesis');
    symlinkSync(victim, `${file}.${process.pid}.draft`);
    await writeAtomically(file, 'first');
    expect(readFileSync(victim, 'utf8')).toBe('thesis');
    expect(lstatSync(file).isFile()).toBe(true);
  });
});

describe('a file under a name that this program chooses', () => {
  it.each([
    ['written asynchronously', (file: string) => writeOwnAtomically(file, 'ours')],
    ['written synchronously', async (file: string) => writeAtomicallySync(file, 'ours')],
  ])('replaces a planted link when it is %s', async (_, write) => {
    const victim = join(folder, 'victim');
    const file = join(folder, 'sums.csv');
    writeFileSync(victim, 'thesis');
    symlinkSync(victim, file);
    await write(file);
    expect(readFileSync(victim, 'utf8')).toBe('thesis');
    expect(lstatSync(file).isFile()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('ours');
    expect(readdirSync(folder).toSorted()).toEqual(['sums.csv', 'victim']);
  });

  it('leaves no draft behind if a folder has its name', async () => {
    mkdirSync(join(folder, 'taken'));
    await expect(writeOwnAtomically(join(folder, 'taken'), 'x')).rejects.toThrow(/a folder has/);
    expect(() => writeAtomicallySync(join(folder, 'taken'), 'x')).toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
