import { expect, it } from 'vitest';
import { readContentRange } from './content-range.ts';

it('readContentRange returns the range of an answer', () => {
  expect(readContentRange('bytes 4-9/10')).toEqual({ offset: 4, end: 10, totalBytes: 10 });
  expect(readContentRange(' Bytes 0-0/* ')).toEqual({ offset: 0, end: 1, totalBytes: null });
});

it.each([null, '', 'bytes */10', 'bytes 9-4/10', 'bytes 4-10/10', 'bytes 4-/10', 'items 0-1/2'])(
  'readContentRange returns null for %j',
  (header) => {
    expect(readContentRange(header)).toBeNull();
  },
);
