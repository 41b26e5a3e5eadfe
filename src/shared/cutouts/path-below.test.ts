import { expect, it } from 'vitest';
import { pathBelow } from './path-below.ts';

it('a cutout below the output folder has a path as a file of the survey has', () => {
  expect(pathBelow('/data/vast', '/data/vast/cutouts/mine_5arcmin', 'a.fits')).toBe(
    '/cutouts/mine_5arcmin/a.fits',
  );
  expect(pathBelow('/data/vast/', '/data/vast/cutouts/a\\b', 'a.fits')).toBe(
    '/cutouts/a\\b/a.fits',
  );
  expect(pathBelow('C:\\vast', 'C:\\vast\\cutouts\\mine', 'a.fits')).toBe('/cutouts/mine/a.fits');
});

it('a cutout elsewhere has none', () => {
  expect(pathBelow('/data/vast', '/data/vast2/cutouts/mine', 'a.fits')).toBeNull();
  expect(pathBelow('/data/vast/new', '/data/vast', 'a.fits')).toBeNull();
});
