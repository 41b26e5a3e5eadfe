import { expect, it } from 'vitest';
import { linkKey } from './link-key.ts';

const link = 'https://www.dropbox.com/scl/fo/abc/def?rlkey=key&dl=0';

it('the key of a link is equal for all its spellings, and differs from that of another link', () => {
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

it('the key of a link reveals nothing of the link', () => {
  expect(linkKey(link)).toMatch(/^[0-9a-f]{32}$/);
});
