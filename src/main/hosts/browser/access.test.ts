import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccess } from './access.ts';

const HOST = '127.0.0.1:8123';

describe('access', () => {
  it('has a token of 32 random bytes, another one each time', () => {
    const { token } = createAccess();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(createAccess().token).not.toBe(token);
  });

  it('recognises a browser that has presented the token, among other cookies too', () => {
    const access = createAccess();
    const cookie = access.exchange(access.token, HOST)!.split(';')[0]!;
    expect(access.isKnown(cookie, HOST)).toBe(true);
    expect(access.isKnown(`theme=dark; ${cookie}; a=b`, HOST)).toBe(true);
  });

  it('knows its cookie behind others of that name, which another service of this host may set', () => {
    const access = createAccess();
    const cookie = access.exchange(access.token, HOST)!.split(';')[0]!;
    expect(access.isKnown(`vast-pilot-8123=x; ${cookie}`, HOST)).toBe(true);
    expect(access.isKnown(`${cookie}; vast-pilot-8123=`, HOST)).toBe(true);
    expect(access.isKnown('vast-pilot-8123=x; vast-pilot-8123=y', HOST)).toBe(false);
  });

  it('gives a cookie that scripts and other sites cannot use, and that holds no token', () => {
    const access = createAccess();
    const cookie = access.exchange(access.token, HOST)!;
    expect(cookie).toMatch(/^vast-pilot-8123=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(access.token);
  });

  it('keeps hosts at two ports apart, whose cookies browsers mix', () => {
    const [one, other] = [createAccess(), createAccess()];
    const jar = [
      one.exchange(one.token, '127.0.0.1:1111'),
      other.exchange(other.token, '127.0.0.1:2222'),
    ]
      .map((cookie) => cookie!.split(';')[0])
      .join('; ');
    expect(one.isKnown(jar, '127.0.0.1:1111')).toBe(true);
    expect(other.isKnown(jar, '127.0.0.1:2222')).toBe(true);
    expect(one.isKnown(jar, '127.0.0.1:2222')).toBe(false);
  });

  it('refuses every other token and cookie', () => {
    const access = createAccess();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(access.exchange(text, HOST)).toBeNull();
        expect(access.isKnown(text, HOST)).toBe(false);
        expect(access.isKnown(`vast-pilot-8123=${text}`, HOST)).toBe(false);
      }),
    );
    expect(access.exchange(access.token.slice(1), HOST)).toBeNull();
    expect(access.isKnown(undefined, HOST)).toBe(false);
    expect(access.isKnown(`vast-pilot-8123=${access.token}`, HOST)).toBe(false);
  });
});
