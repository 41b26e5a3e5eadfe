import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath } from './path-grammar.ts';
import type { Product } from './product.ts';
import { NOTHING } from './testing/no-product.ts';

describe('older releases', () => {
  it.each([
    ['/LEGACY/v0.6/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits', 'v0.6'],
    ['/LEGACY/EPOCH01_v0.2/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits', 'v0.2'],
    [
      '/LEGACY/old_data_v1.0-beta/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits',
      'v1.0-beta',
    ],
    ['/LEGACY/strays/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits', null],
    ['/LEGACY/EPOCH01_vast/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits', null],
  ])('%s is of %s, and otherwise like today’s', (path, legacyVersion) => {
    expect(parsePath(path)).toEqual({
      ...NOTHING,
      epoch: '01',
      field: 'VAST_0012+00A',
      stokes: 'I',
      kind: 'image',
      region: 'combined',
      extension: 'fits',
      legacy: true,
      legacyVersion,
    });
  });

  it('have other folders, whose files are still recognised', () => {
    const path =
      '/LEGACY/EPOCH01_v0.2/COMBINED/STOKESI_BANE_RMSMAPS/VAST_0012+00A.EPOCH01.I_rms.fits';
    expect(parsePath(path)).toMatchObject({ kind: 'rms', stokes: 'I', epoch: '01' });
    expect(parsePath('/LEGACY/v0.2/maps/VAST_0012+00A.EPOCH01.V_bkg.fits')).toMatchObject({
      kind: 'background',
      stokes: 'V',
      epoch: '01',
      field: 'VAST_0012+00A',
      region: 'none',
    });
  });

  it('are not confused with a deeper folder called LEGACY', () => {
    expect(parsePath('/EPOCH01/LEGACY/v0.6/x.fits')).toMatchObject({
      legacy: false,
      legacyVersion: null,
      epoch: '01',
    });
    expect(parsePath('/LEGACY')).toMatchObject({ legacy: false });
    expect(parsePath('/LEGACY/README.md')).toMatchObject({ legacy: true, kind: 'document' });
  });
});

describe('what is unknown', () => {
  it.each<[string, Partial<Product>]>([
    ['', {}],
    ['/', {}],
    ['//', {}],
    ['/.hidden', {}],
    ['/a.', {}],
    ['README.md', { kind: 'document', extension: 'md' }],
    ['/README', { kind: 'document' }],
    ['/readmeter.txt', { extension: 'txt' }],
    ['/folder.d/file', {}],
    ['/notes/Data.FITS', { kind: 'image', extension: 'fits' }],
    ['/EPOCH/x.txt', { extension: 'txt' }],
    ['/EPOCH01y/x.txt', { extension: 'txt' }],
    ['/EPOCHS/x.txt', { extension: 'txt' }],
    ['/COMBINEDS/TILESETS/x.txt', { extension: 'txt' }],
    ['/STOKESX_IMAGES/x.txt', { extension: 'txt' }],
    ['/STOKESIV/x.txt', { extension: 'txt' }],
    ['/QC/TILES_QC/SB1_0012/x.png', { kind: 'qc', stokes: 'I', region: 'tiles', extension: 'png' }],
    ['/SB12345678901234567890.dat', { extension: 'dat' }],
    ['/VAST_0012+00A', { field: 'VAST_0012+00A' }],
    ['/VAST_0012+00AB.x', { extension: 'x' }],
    ['/VAST_012+00A.x', { extension: 'x' }],
  ])('%j is parsed as far as it goes', (path, told) => {
    expect(parsePath(path)).toEqual({ ...NOTHING, ...told });
  });

  it('is parsed in a later survey’s names, too', () => {
    const path = '/EPOCH38/TILES/STOKESI_RMSMAPS/noiseMap.image.i.VAST_0334-37.SB50801.cont.fits';
    expect(parsePath(path)).toEqual({
      ...NOTHING,
      epoch: '38',
      region: 'tiles',
      kind: 'rms',
      stokes: 'I',
      field: 'VAST_0334-37',
      sbid: 50801,
      extension: 'fits',
    });
  });

  it('never throws, and never returns what is not in the text', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('/', 'EPOCH', '01', 'x', 'STOKES', 'I', '_', 'SB', 'VAST_', '0012', '+00A'),
      fc.constantFrom(
        'LEGACY',
        'v0.6',
        'QC',
        'TILES',
        '_QC',
        'COMBINED',
        '.',
        'fits',
        'components',
      ),
    );
    const texts = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const { epoch, field, sbid, legacyVersion, extension } = parsePath(text);
        expect(text).toContain(epoch ?? '');
        expect(text).toContain(field?.slice('VAST_'.length) ?? '');
        expect(text).toContain(sbid === null ? '' : String(sbid));
        expect(text).toContain(legacyVersion ?? '');
        expect(text.toLowerCase()).toContain(extension);
      }),
      { numRuns: 2000 },
    );
  });
});
