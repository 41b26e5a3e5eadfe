import { expect, it } from 'vitest';
import type { NotableFile } from '#shared/library/library-state.ts';
import { isThere } from './is-there.ts';

const FILE: NotableFile = {
  path: '/EPOCH01/image.fits',
  result: 'damaged',
  why: null,
  size: 12,
  repaired: null,
};
const REPAIRED = { size: 12, atMs: 0, assurance: 'verified' } as const;

it.each([
  ['a damaged file', FILE, true],
  ['a file that the listing does not know', { ...FILE, result: 'foreign' }, true],
  ['a missing file', { ...FILE, result: 'missing', size: null }, false],
  ['a file that the disk refuses', { ...FILE, result: 'unreadable' }, false],
  ['a file without a known size', { ...FILE, size: null }, false],
  ['a missing file after its repair', { ...FILE, result: 'missing', repaired: REPAIRED }, true],
  [
    'an unreadable file after its repair',
    { ...FILE, result: 'unreadable', repaired: REPAIRED },
    true,
  ],
] as const)('%s is there or not', (_, file, expected) => {
  expect(isThere(file)).toBe(expected);
});
