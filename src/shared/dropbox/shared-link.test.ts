import { describe, expect, it } from 'vitest';
import { cleanLink, sharedLinkKind } from './shared-link.ts';

it.each([
  ['https://www.dropbox.com/sh/abc123/AAB_c-d?dl=0', 'folder'],
  ['https://dropbox.com/sh/abc123/AAB', 'folder'],
  ['https://www.dropbox.com/scl/fo/abc/def?rlkey=x&st=y&dl=0', 'folder'],
  ['https://www.dropbox.com/scl/fi/abc/file.fits?rlkey=x', 'file'],
  ['https://www.dropbox.com/s/abc/file.fits', 'file'],
  ['https://www.dropbox.com/home/VAST', 'own-page'],
  ['https://www.dropbox.com/sh/abc', 'own-page'],
  ['http://www.dropbox.com/sh/abc/def', 'not-dropbox'],
  ['https://www.dropbox.com.example.org/sh/abc/def', 'not-dropbox'],
  ['https://example.org/https://www.dropbox.com/sh/a/b', 'not-dropbox'],
  ['http://127.0.0.1:4711/sh/abc/def', 'loopback'],
  ['http://localhost:4711/', 'loopback'],
  ['http://[::1]:4711/sh/a/b', 'loopback'],
  ['http://127.0.0.1.example.org/sh/a/b', 'not-dropbox'],
  ['www.dropbox.com/sh/abc/def', 'not-a-link'],
  ['https://www.dropbox.com/sh/abc/d ef', 'not-a-link'],
  ['', 'not-a-link'],
])('takes %j for %s', (url, kind) => {
  expect(sharedLinkKind(url)).toBe(kind);
});

describe('a pasted link', () => {
  const LINK = 'https://www.dropbox.com/scl/fo/abc/def-_?rlkey=x1&dl=0';

  it.each([
    [LINK, []],
    [` ${LINK}\n`, []],
    [`${LINK},`, ['"," behind it']],
    [`<${LINK}>.`, ['"<" before it', '">." behind it']],
    [`"${LINK}"`, ['"\\"" before it', '"\\"" behind it']],
    [LINK.replace('&', '&amp;'), ['"amp;" behind "&"']],
    [LINK.replace('rlkey', '\u200Brlkey'), ['characters without width']],
  ])('%j is used without what came along', (pasted, changes) => {
    expect(cleanLink(pasted)).toEqual({ url: LINK, changes });
  });

  it('of a megabyte is judged at once', () => {
    const long = 'a'.repeat(1024 * 1024);
    expect(sharedLinkKind(`https://${long} x`)).toBe('not-a-link');
    expect(sharedLinkKind(`https://www.dropbox.com/sh/${long}`)).toBe('own-page');
    expect(cleanLink(`${long}${','.repeat(1024 * 1024)}`).url).toBe(long);
  });
});
