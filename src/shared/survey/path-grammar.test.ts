import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPOCHS } from './epochs.ts';
import { FIELDS } from './fields.ts';
import { builtinListing } from './listing.ts';
import { parsePath } from './path-grammar.ts';
import {
  combinedCataloguePath,
  combinedImagePath,
  combinedMapPath,
  epochTablePath,
  qcPlotNames,
  qcPlotPath,
  README_PATH,
  STOKES,
  SUMMARY_PLOTS,
  summaryPlotPath,
  tileCataloguePath,
  tileImagePath,
} from './templates.ts';
import type { Product } from './product.ts';
import { NOTHING } from './testing/no-product.ts';

const epochs = fc.constantFrom(...EPOCHS);
const fields = fc.constantFrom(...FIELDS.map(({ name }) => name));
const sbids = fc.integer({ min: 1, max: 999_999 });
const stokesLetters = fc.constantFrom(...STOKES);

describe('the grammar is the inverse of the templates:', () => {
  it('combined images and maps', () => {
    fc.assert(
      fc.property(epochs, fields, stokesLetters, (epoch, field, stokes) => {
        const combined = {
          ...NOTHING,
          epoch,
          field,
          stokes,
          region: 'combined',
          extension: 'fits',
        };
        expect(parsePath(combinedImagePath(epoch, field, stokes))).toEqual({
          ...combined,
          kind: 'image',
        });
        expect(parsePath(combinedMapPath(epoch, field, stokes, 'bkg'))).toEqual({
          ...combined,
          kind: 'background',
        });
        expect(parsePath(combinedMapPath(epoch, field, stokes, 'rms'))).toEqual({
          ...combined,
          kind: 'rms',
        });
      }),
    );
  });

  it('combined catalogues', () => {
    const kinds = fc.constantFrom('components', 'islands');
    const signs = fc.constantFrom('positive', 'negative');
    const extensions = fc.constantFrom('txt', 'xml');
    fc.assert(
      fc.property(
        epochs,
        fields,
        stokesLetters,
        kinds,
        signs,
        extensions,
        (epoch, field, stokes, kind, sign, extension) => {
          const path = combinedCataloguePath(epoch, field, stokes, kind, sign, extension);
          expect(parsePath(path)).toEqual({
            ...NOTHING,
            epoch,
            field,
            stokes,
            kind,
            sign,
            extension,
            region: 'combined',
          });
        },
      ),
    );
  });

  it('tiles', () => {
    fc.assert(
      fc.property(epochs, fields, sbids, stokesLetters, (epoch, field, sbid, stokes) => {
        const tile = { ...NOTHING, epoch, field, sbid, region: 'tiles' };
        expect(parsePath(tileImagePath(tile, stokes))).toEqual({
          ...tile,
          stokes,
          kind: 'image',
          extension: 'fits',
        });
        expect(parsePath(tileCataloguePath(tile, 'xml'))).toEqual({
          ...tile,
          stokes: 'I',
          kind: 'components',
          sign: 'positive',
          extension: 'xml',
        });
      }),
    );
  });

  it('plots', () => {
    const plots = fc.constantFrom(...qcPlotNames(['nvss', 'sumss']));
    const regions = fc.constantFrom('combined', 'tiles');
    const summaries = fc.constantFrom(...SUMMARY_PLOTS);
    const plot: Product = { ...NOTHING, kind: 'qc', stokes: 'I', extension: 'png' };
    fc.assert(
      fc.property(epochs, fields, fc.option(sbids), plots, (epoch, field, sbid, name) => {
        expect(parsePath(qcPlotPath(epoch, field, sbid, name))).toEqual({
          ...plot,
          epoch,
          field,
          sbid,
          region: sbid === null ? 'combined' : 'tiles',
        });
      }),
    );
    fc.assert(
      fc.property(epochs, regions, summaries, (epoch, region, name) => {
        expect(parsePath(summaryPlotPath(epoch, region, name))).toEqual({ ...plot, epoch, region });
      }),
    );
  });

  it('tables and the README', () => {
    for (const epoch of EPOCHS) {
      expect(parsePath(epochTablePath(epoch))).toEqual({
        ...NOTHING,
        epoch,
        kind: 'table',
        extension: 'csv',
      });
    }
    expect(parsePath(README_PATH)).toEqual({ ...NOTHING, kind: 'document', extension: 'md' });
  });
});

describe('over the whole built-in listing', () => {
  const products = builtinListing().map(parsePath);

  it('no file is unknown', () => {
    expect(products.filter(({ kind }) => kind === 'other')).toEqual([]);
  });

  it('each kind has as many files as the release', () => {
    const counts: Record<string, number> = {};
    for (const { kind } of products) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({
      document: 1,
      table: 11,
      image: 707 * 4 + 710 * 4,
      background: 707 * 4,
      rms: 707 * 4,
      components: 707 * 14 + 709 * 2,
      islands: 707 * 14,
      qc: 707 + 709 + 5 * (555 + 234 + 557 + 235) + 28 * 11 - 4 - 10,
    });
  });

  it('every file but tables, README and summary plots has a field', () => {
    const without = products.filter(({ field }) => field === null);
    expect(without).toHaveLength(1 + 11 + 28 * 11 - 4 - 10);
  });
});
