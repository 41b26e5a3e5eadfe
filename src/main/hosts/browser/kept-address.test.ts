import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeptAddress } from './kept-address.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kept-address-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const fileOf = (): string => join(home, readdirSync(home)[0]!);

describe('the address of the browser host', () => {
  it('has the same key and port at the next start, in a file for this user alone', async () => {
    const first = await openKeptAddress(home, false);
    expect(first).toMatchObject({ port: null, problems: [] });
    await first.keep(8123);
    expect(statSync(fileOf()).mode & 0o777).toBe(0o600);
    const second = await openKeptAddress(home, false);
    expect(second).toMatchObject({ port: 8123, keys: first.keys, problems: [] });
    await second.keep(8124);
    expect((await openKeptAddress(home, false)).port).toBe(8124);
  });

  it('has a new key, and the same port, where that is asked for', async () => {
    const first = await openKeptAddress(home, false);
    await first.keep(8123);
    const second = await openKeptAddress(home, true);
    expect(second.port).toBe(8123);
    expect(second.keys.token).not.toBe(first.keys.token);
    expect(second.keys.session).not.toBe(first.keys.session);
    await second.keep(8123);
    expect((await openKeptAddress(home, false)).keys).toEqual(second.keys);
  });

  it('has a new key where others could have read the old one, and says so', async () => {
    const first = await openKeptAddress(home, false);
    await first.keep(8123);
    chmodSync(fileOf(), 0o640);
    const second = await openKeptAddress(home, false);
    expect(second.port).toBe(8123);
    expect(second.keys.token).not.toBe(first.keys.token);
    expect(second.problems).toEqual([expect.stringContaining('Others can read')]);
    expect(second.problems.join()).not.toContain(first.keys.token);
    await second.keep(8123);
    expect(statSync(fileOf()).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{}', '{"port":8123,"token":"short","session":"short"}', '[1]'])(
    'starts with a new address if the file contains %j',
    async (text) => {
      await (await openKeptAddress(home, false)).keep(8123);
      writeFileSync(fileOf(), text);
      const address = await openKeptAddress(home, false);
      expect(address.port).toBeNull();
      expect(address.problems).toHaveLength(1);
      await address.keep(8123);
      expect(readFileSync(fileOf(), 'utf8')).toContain(address.keys.token);
    },
  );
});
