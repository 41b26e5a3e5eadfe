import { describe, expect, it } from 'vitest';
import { namedPath } from './named-path.ts';

const named = (path: string, platform = 'linux'): string =>
  namedPath('--output', path, '/home/ana', platform);

describe('a path that a user enters', () => {
  it.each<[path: string, meant: string, platform?: string]>([
    ['~', '/home/ana'],
    ['~/', '/home/ana'],
    ['~/data/vast', '/home/ana/data/vast'],
    ['data', 'data'],
    ['./~', './~'],
    ['data~', 'data~'],
    ['a/~/b', 'a/~/b'],
    ['~\\data', '/home/ana/data', 'win32'],
  ])('as %s means %s', (path, meant, platform) => {
    expect(named(path, platform)).toBe(meant);
  });

  it.each(['~bob', '~bob/data', '~~', '~\\data'])('as %s of another user is refused', (path) => {
    expect(() => named(path)).toThrow(
      `--output: "${path}" starts with ~ and a name. Enter the absolute path of that user's folder`,
    );
  });

  it('with bytes that Node has replaced is refused', () => {
    expect(() => named('/data/caf\uFFFD')).toThrow(
      /"\/data\/caf\uFFFD" contains bytes that are not UTF-8/,
    );
  });
});
