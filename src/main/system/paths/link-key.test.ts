import { expect, it } from 'vitest';
import { linkKey } from './link-key.ts';

const link = 'https://www.dropbox.com/scl/fo/abc/def?rlkey=key&dl=0';

it('is the same for all spellings of a link, and another for another link', () => {
  for (const same of [
    ' https://dropbox.com/scl/fo/abc/def/?dl=1&rlkey=key&st=x ',
    'https://www.dropbox.com/scl/fo/abc/def?rlkey=key#frag',
  ]) {
    expect(linkKey(same)).toBe(linkKey(link));
  }
  for (const other of [
    'https://www.dropbox.com/scl/fo/abc/def?rlkey=Key',
    'https://www.dropbox.com/scl/fo/abc/DEF?rlkey=key',
    'https://www.dropbox.com/sh/abc/def',
    'no link',
  ]) {
    expect(linkKey(other)).not.toBe(linkKey(link));
  }
});

it('gives nothing of the link away', () => {
  expect(linkKey(link)).toMatch(/^[0-9a-f]{32}$/);
});
