import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** How a key is written: 32 bytes as base64url. */
export const KEY_PATTERN = /^[\w-]{43}$/;

/** The secrets that let a page in. */
export interface AccessKeys {
  /** Stands in the address that is printed. */
  readonly token: string;
  /** The cookie's value. Not the token itself: browsers send a cookie to every port of a host. */
  readonly session: string;
}

export function newAccessKeys(): AccessKeys {
  const key = (): string => randomBytes(SECRET_BYTES).toString('base64url');
  return { token: key(), session: key() };
}

/** Decides who may see the app: a browser that presented the token once and keeps the cookie. */
export interface Access {
  /** For the address that is printed. It works again and again while the host runs: tabs get closed. */
  readonly token: string;
  /**
   * @param host the request's Host header
   * @returns the Set-Cookie header if the token is right, otherwise null
   */
  exchange(token: string, host: string): string | null;
  /** @param cookies the request's Cookie header */
  isKnown(cookies: string | undefined, host: string): boolean;
}

export function createAccess({ token, session }: AccessKeys = newAccessKeys()): Access {
  return {
    token,
    exchange: (given, host) =>
      sameSecret(given, token)
        ? `${cookieName(host)}=${session}; Path=/; HttpOnly; SameSite=Strict`
        : null,
    isKnown: (cookies, host) =>
      readCookies(cookies, cookieName(host)).some((given) => sameSecret(given, session)),
  };
}

/** Ports of one host share their cookies, so the name holds the port that the browser sees. */
function cookieName(host: string): string {
  return `vast-pilot-${/:(\d+)$/.exec(host)?.[1] ?? '80'}`;
}

/** All of that name: another service of this host may set one, for a longer path, which browsers send first. */
function readCookies(header: string | undefined, name: string): readonly string[] {
  const pairs = header?.split(';').map((pair) => pair.trim()) ?? [];
  return pairs
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/** Digests are of one length, as the comparison needs it, and tell nothing of how much was right. */
function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
