import { describe, expect, it } from 'vitest';
import { proxyOfEnv } from './proxy-of-env.ts';

describe('The proxy of an environment', () => {
  it.each([
    [{}, ''],
    [{ HTTPS_PROXY: 'http://a:1' }, 'http://a:1'],
    [{ HTTP_PROXY: 'a:1' }, 'http://a:1'],
    [{ https_proxy: '', HTTPS_PROXY: 'http://a:1' }, 'http://a:1'],
    [{ https_proxy: 'http://b:1', HTTPS_PROXY: 'http://a:1' }, 'http://b:1'],
    [{ ALL_PROXY: 'socks5h://a:1' }, 'socks5://a:1'],
    [{ all_proxy: 'SOCKS5://a:1', HTTP_PROXY: 'b:2' }, 'socks5://a:1'],
    [{ ALL_PROXY: ' https://a:1 ' }, 'https://a:1'],
  ])('of %o is %s', (env, url) => {
    expect(proxyOfEnv(env)).toEqual({ url, noProxy: '', account: null });
  });

  it('has the decoded user name and password of a SOCKS proxy', () => {
    const accountOf = (url: string) => proxyOfEnv({ ALL_PROXY: url }).account;
    expect(accountOf('socks5://ana:p%40ss@a:1')).toEqual({ username: 'ana', password: 'p@ss' });
    expect(accountOf('socks5://ana:100%@a:1')).toEqual({ username: 'ana', password: '100%' });
    expect(accountOf('http://ana:p%40ss@a:1')).toBeNull();
  });

  it('skips an empty no_proxy for a filled NO_PROXY', () => {
    expect(proxyOfEnv({ no_proxy: '', NO_PROXY: 'here' }).noProxy).toBe('here');
  });

  it.each([
    ['socks4://u:QQsecret@a:1', /^ALL_PROXY names .* socks5:\/\//],
    ['http://u:QQsecret@:x', /^The proxy in ALL_PROXY is not a URL/],
  ])('is refused with the name of its variable, without its value: %s', (url, message) => {
    const read = () => proxyOfEnv({ ALL_PROXY: url });
    expect(read).toThrow(message);
    expect(read).not.toThrow(/QQsecret/);
  });
});
