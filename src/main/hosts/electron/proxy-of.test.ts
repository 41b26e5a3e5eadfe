import { describe, expect, it } from 'vitest';
import { proxyOf } from './proxy-of.ts';

describe('the answer of a proxy script', () => {
  it.each([
    ['DIRECT', null],
    ['', null],
    ['PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['HTTPS proxy.example:443; DIRECT', 'https://proxy.example:443'],
    ['DIRECT; PROXY proxy.example:3128', null],
    ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', 'socks5://socks.example:1080'],
    ['SOCKS socks.example:1080; PROXY proxy.example:3128', 'http://proxy.example:3128'],
    ['SOCKS socks.example:1080', null],
    ['PROXY', null],
  ])('%s leads to %s', (answer, proxy) => {
    expect(proxyOf(answer)).toBe(proxy);
  });
});
