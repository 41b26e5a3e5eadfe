import { describe, expect, it } from 'vitest';
import { namedPath } from './named-path.ts';

const named = (path: string, platform = 'linux'): string =>
  namedPath('--output', path, '/home/ana', platform);

describe('a path that a user names', () => {
  it.each<[path: string, meant: string, platform?: string]>([
    ['~', '/home/ana'],
    ['~/', '/home/ana'],
    ['~/data/vast', '/home/ana/data/vast'],
    ['data', 'data'],
    ['./~', './~'],
    ['data~', 'data~'],
    ['a/~/b', 'a/~/b'],
    ['~\\data', '/home/ana/data', 'win32'],
  ])('is %s, and means %s', (path, meant, platform) => {
    expect(named(path, platform)).toBe(meant);
  });

  it.each(['~bob', '~bob/data', '~~', '~\\data'])('is not %s, of another user', (path) => {
    expect(() => named(path)).toThrow(
      `--output: "${path}" begins with ~ and a name. Write the whole path of that user's folder`,
    );
  });

  it('is not one whose bytes Node has replaced', () => {
    expect(() => named('/data/caf\uFFFD')).toThrow(
      /"\/data\/caf\uFFFD" contains bytes that are not UTF-8/,
    );
  });
});
