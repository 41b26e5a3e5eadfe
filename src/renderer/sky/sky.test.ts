import { assert, constantFrom, property, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { andBits, countBits } from '#shared/catalogue/bitset.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { byteOf } from '#shared/library/file-state.ts';
import { EPOCHS } from '#shared/survey/epochs.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { withCatalogue, withQuery } from '../ticks/change-browsed.ts';
import { factsOfFields, filesOf, type Shown } from './field-facts.ts';
import { markOf } from './mark-fields.ts';
import { OBSERVING_DAYS } from './observing-days.ts';
import { fieldsBetween, tickFields, toggleField } from './tick-fields.ts';

const ALL: Shown = { hiddenEpochs: new Set(), lastDay: null };

function pathOf(epoch: string, field: string, stokes: 'I' | 'V'): string {
  return `/EPOCH${epoch}/COMBINED/STOKES${stokes}_IMAGES/${field}.EPOCH${epoch}.${stokes}.fits`;
}

const PATHS = ['01', '02', '08'].flatMap((epoch) =>
  ['VAST_0012+00A', 'VAST_0012-06A', 'VAST_0037+00A'].flatMap((field) => [
    pathOf(epoch, field, 'I'),
    pathOf(epoch, field, 'V'),
  ]),
);
const browsed = withCatalogue(
  null,
  1,
  createCatalogue(PATHS.map((path) => ({ path, size: 5, rev: null, contentHash: null }))),
);
const NO_STATES = new Uint8Array(PATHS.length);
const at = (name: string): number => FIELDS.findIndex((field) => field.name === name);
const fieldOf = (name: string) => FIELDS[at(name)]!;

describe('facts of the fields', () => {
  it('count the files, the ticks and the epochs of each', () => {
    const ticked = toggleField(browsed, ALL, fieldOf('VAST_0012+00A'));
    const facts = factsOfFields(ticked, ALL, NO_STATES);
    expect(facts[at('VAST_0012+00A')]).toMatchObject({
      files: 6,
      ticked: 6,
      onDisk: 0,
      verified: 0,
      epochs: ['01', '02', '08'],
    });
    expect(facts[at('VAST_0012-06A')]).toMatchObject({ files: 6, ticked: 0 });
    const verified = Uint8Array.from(PATHS, () => byteOf('verified'));
    expect(factsOfFields(browsed, ALL, verified)[at('VAST_0012+00A')]!.verified).toBe(6);
    expect(facts[at('VAST_2256-56A')]).toMatchObject({ files: 0, epochs: [], lastMs: null });
  });

  it('leave out hidden epochs, later days, and files that are not on view', () => {
    const seen = (shown: Shown) => factsOfFields(browsed, shown, NO_STATES)[at('VAST_0012+00A')]!;
    expect(seen({ ...ALL, hiddenEpochs: new Set(['02']) }).epochs).toEqual(['01', '08']);
    const first = OBSERVING_DAYS.findIndex((_, lastDay) => seen({ ...ALL, lastDay }).files > 0);
    expect(seen({ ...ALL, lastDay: first })).toMatchObject({ epochs: ['01'], isOnLastDay: true });
    const searched = factsOfFields(withQuery(browsed, '0012-06A'), ALL, NO_STATES);
    expect(searched[at('VAST_0012+00A')]!.files).toBe(0);
    expect(searched[at('VAST_0012-06A')]!.files).toBe(6);
  });

  it('add up to the files that a tick would take', () => {
    assert(
      property(subarray([...EPOCHS]), (hidden) => {
        const shown = { ...ALL, hiddenEpochs: new Set(hidden) };
        const sum = factsOfFields(browsed, shown, NO_STATES).reduce(
          (files, fact) => files + fact.files,
          0,
        );
        const all = filesOf(browsed, shown, new Set(FIELDS.map(({ name }) => name)));
        expect(countBits(all)).toBe(sum);
        expect(countBits(andBits(all, browsed.onView))).toBe(sum);
      }),
    );
  });
});

describe('a tick on the sky', () => {
  it('ticks a field, ticks what is missing of it, and then unticks it', () => {
    const field = fieldOf('VAST_0012+00A');
    const onlyFirst = { ...ALL, hiddenEpochs: new Set(['02', '08']) };
    const some = toggleField(browsed, onlyFirst, field);
    expect(some.ticked.files).toBe(2);
    const all = toggleField(some, ALL, field);
    expect(all.ticked.files).toBe(6);
    expect(toggleField(all, ALL, field).ticked.files).toBe(0);
    expect(toggleField(all, onlyFirst, field).ticked.files).toBe(4);
  });

  it('leaves the ticks of other fields', () => {
    const one = tickFields(browsed, ALL, [fieldOf('VAST_0012+00A')], true);
    const two = tickFields(one, ALL, [fieldOf('VAST_0037+00A')], true);
    expect(two.ticked.files).toBe(12);
    expect(tickFields(two, ALL, [fieldOf('VAST_0037+00A')], false).ticks).toEqual(one.ticks);
  });

  it('takes the same range from either end, across 0h too', () => {
    expect(
      fieldsBetween(fieldOf('VAST_2347-06A'), fieldOf('VAST_0037+00A'))
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(
      ['VAST_0012+00A', 'VAST_0012-06A', 'VAST_0037+00A', 'VAST_0037-06A'].concat([
        'VAST_2347+00A',
        'VAST_2347-06A',
      ]),
    );
    const fields = constantFrom(...FIELDS);
    assert(
      property(fields, fields, (one, other) => {
        if (Math.abs(Math.abs(one.raDeg - other.raDeg) - 180) < 1e-6) return;
        const range = fieldsBetween(one, other);
        expect(range).toContain(one);
        expect(range).toContain(other);
        expect(fieldsBetween(other, one)).toEqual(range);
      }),
    );
  });
});

describe('the mark of a field', () => {
  const facts = {
    files: 4,
    ticked: 0,
    onDisk: 0,
    verified: 0,
    epochs: ['01'],
    lastMs: OBSERVING_DAYS[0]!,
    isOnLastDay: false,
  };

  it('differs in shape for none, some and all', () => {
    const marks = [0, 2, 4].map((ticked) => markOf({ ...facts, ticked }, 'ticked'));
    expect(marks.map(({ isHatched }) => isHatched)).toEqual([false, true, false]);
    expect(marks[2]!.level).toBeGreaterThan(marks[0]!.level + 0.3);
    expect(markOf({ ...facts, onDisk: 1 }, 'on-disk')).toMatchObject({
      tone: 'verified',
      isHatched: true,
    });
    expect(markOf({ ...facts, files: 0 }, 'ticked').isFaint).toBe(true);
  });

  it('is the stronger, the more epochs there are and the later the last one was', () => {
    const epochs = EPOCHS.map(
      (_, index) => markOf({ ...facts, epochs: EPOCHS.slice(0, index + 1) }, 'epochs').level,
    );
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
    expect(new Set(epochs).size).toBe(EPOCHS.length);
    const days = OBSERVING_DAYS.map((lastMs) => markOf({ ...facts, lastMs }, 'days').level);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });
});
