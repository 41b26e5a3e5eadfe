import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createStateFile } from './state-file.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const schema = z.object({ turn: z.number() });

describe('a state file', () => {
  it('reads as null if it is missing, and else as the last value written', async () => {
    const file = join(folder, 'deep', 'state.json');
    const state = createStateFile(file, schema);
    expect(await state.read()).toEqual({ value: null, problem: null });
    const turns = Array.from({ length: 50 }, (_, turn) => turn);
    await Promise.all(turns.map((turn) => state.write({ turn })));
    expect(await state.read()).toEqual({ value: { turn: 49 }, problem: null });
    // No draft remains beside it, and no other user may read it.
    expect(readdirSync(join(folder, 'deep'))).toEqual(['state.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is ignored if it is damaged, and stays until the next write', async () => {
    const file = join(folder, 'state.json');
    const state = createStateFile(file, schema);
    for (const text of ['', '{"turn":', '{"turn":"1"}', 'null']) {
      writeFileSync(file, text);
      const { value, problem } = await state.read();
      expect(value).toBeNull();
      expect(problem).toContain(file);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
    await state.write({ turn: 1 });
    expect((await state.read()).value).toEqual({ turn: 1 });
  });

  it('is renamed before the next write if it is damaged, under a new name each time', async () => {
    const file = join(folder, 'state.json');
    for (const text of ['{"turn":', 'null']) {
      writeFileSync(file, text);
      const state = createStateFile(file, schema);
      expect((await state.read()).problem).toContain('state.json.set-aside');
      await state.write({ turn: 1 });
    }
    expect(readFileSync(`${file}.set-aside`, 'utf8')).toBe('{"turn":');
    expect(readFileSync(`${file}.set-aside-2`, 'utf8')).toBe('null');
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('keeps members that a later version wrote, unless they change', async () => {
    const file = join(folder, 'state.json');
    const lenient = z.object({ turn: z.number().catch(0), side: z.string() });
    writeFileSync(file, '{"turn":"last","side":"left","later":{"a":[1]}}');
    const state = createStateFile(file, lenient);
    expect((await state.read()).value).toEqual({ turn: 0, side: 'left' });
    await state.write({ turn: 0, side: 'right' });
    const held = () => JSON.parse(readFileSync(file, 'utf8')) as unknown;
    expect(held()).toEqual({ turn: 'last', side: 'right', later: { a: [1] } });
    await state.write({ turn: 5, side: 'right' });
    await state.write({ turn: 0, side: 'right' });
    expect(held()).toEqual({ turn: 0, side: 'right', later: { a: [1] } });
  });

  it('names its path if it cannot be written, and can be written after a repair', async () => {
    writeFileSync(join(folder, 'in-the-way'), '');
    const state = createStateFile(join(folder, 'in-the-way', 'state.json'), schema);
    await expect(state.write({ turn: 1 })).rejects.toThrow(/in-the-way/);
    rmSync(join(folder, 'in-the-way'));
    await state.write({ turn: 2 });
    expect((await state.read()).value).toEqual({ turn: 2 });
  });
});
