import { describe, expect, it } from 'vitest';
import { mayOpenOutside } from './outside-links.ts';

describe('mayOpenOutside', () => {
  it.each([
    'https://www.dropbox.com/oauth2/authorize?client_id=x',
    'https://dropbox.com/developers/apps',
    'https://www.vast-survey.org/',
  ])('lets %s through', (url) => {
    expect(mayOpenOutside(url, null)).toBe(true);
  });

  it.each([
    'http://www.dropbox.com/',
    'https://www.dropbox.com:8443/',
    'https://dropbox.com.example.org/',
    'https://evil.www.dropbox.com/',
    'https://www.dropbox.com@example.org/',
    'https://user:word@www.dropbox.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://www.dropbox.com/share',
    'not an address',
    '',
  ])('keeps %s in', (url) => {
    expect(mayOpenOutside(url, null)).toBe(false);
  });

  it('knows the server that stands for Dropbox, and no other of this machine', () => {
    const endpoint = 'http://127.0.0.1:4711';
    expect(mayOpenOutside('http://127.0.0.1:4711/oauth2/authorize', endpoint)).toBe(true);
    expect(mayOpenOutside('http://127.0.0.1:4712/', endpoint)).toBe(false);
    expect(mayOpenOutside('http://127.0.0.1:4711/', null)).toBe(false);
  });
});
