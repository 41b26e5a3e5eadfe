import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { inStateFolder, stateError, unusableState } from './state-error.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'state-error-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const errno = (code: string): Error => Object.assign(new Error(code), { code });
const sqlite = (errcode: number): Error =>
  Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode });

describe('an error of the state folder’s disk', () => {
  it.each([
    ['a full disk', errno('ENOSPC'), 'disk-error', 'has no space left'],
    ['a used-up quota', errno('EDQUOT'), 'disk-error', 'your quota on its disk'],
    ['SQLite on a full disk', sqlite(13), 'disk-error', 'has no space left'],
    ['a read-only disk', errno('EROFS'), 'disk-read-only', 'its disk is read-only'],
    ['missing permission', errno('EACCES'), 'disk-read-only', 'you have no permission'],
    ['SQLite on a file without permission', sqlite(8), 'disk-read-only', 'you have no permission'],
    ['a lost network disk', errno('ESTALE'), 'disk-failing', 'answered ESTALE'],
    ['SQLite on a failing disk', sqlite(10 | (3 << 8)), 'disk-failing', 'answered EIO'],
  ])('names the folder, its disk and the variable, for %s', (_, error, code, words) => {
    const known = stateError(error, home);
    expect(known).toMatchObject({ code });
    expect(known?.message).toContain(words);
    expect(known?.message).toContain(`The state folder ${home} `);
    expect(known?.message).toMatch(/mounted at \/.* free\)|[A-Z]:\\/);
    expect(known?.message).toContain('VAST_PILOT_HOME');
    expect(known?.message).not.toContain('database');
  });

  it('is recognised as the cause of another module’s error', () => {
    const wrapped = new AppError('disk-error', 'If it is damaged, move it away', {
      cause: sqlite(13),
    });
    expect(stateError(wrapped, home)?.message).toContain('has no space left');
    const locked = new AppError('in-use', 'another program', { cause: sqlite(5) });
    expect(stateError(locked, home)).toBe(locked);
  });

  it('does not include other errors, which stay unchanged', () => {
    const bug = new TypeError('x is not a function');
    expect(stateError(bug, home)).toBeNull();
    expect(() =>
      inStateFolder(home, () => {
        throw bug;
      }),
    ).toThrow(bug);
    expect(unusableState(bug, home)).toBe(bug);
  });

  it('at start is a usage error if the folder is not writable', () => {
    expect(unusableState(errno('EROFS'), home)).toMatchObject({ code: 'bad-usage' });
    expect(unusableState(errno('ENOSPC'), home)).toMatchObject({ code: 'disk-error' });
  });
});
