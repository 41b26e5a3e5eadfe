import { notImplemented } from './refuse.ts';

/**
 * Chromium refuses to open a scheme that it doesn't know, and only Electron can teach it one. So a page that the
 * app knows as `app://bundle/index.html` lives at `https://app.bundle.localhost/index.html` in Chromium: a secure
 * context and an origin of its own, answered before anything reaches the network. Everything on the app's side of
 * the stand-in sees the app's address; only the page itself (and Playwright) sees the other one.
 */
export class Origins {
  readonly #schemes = new Set<string>();

  register(scheme: string): void {
    if (!/^[a-z][a-z0-9-]*$/.test(scheme)) throw notImplemented(`a scheme named '${scheme}'`);
    this.#schemes.add(scheme);
  }

  has(scheme: string): boolean {
    return this.#schemes.has(scheme);
  }

  /** The address in Chromium of an address of the app. */
  toBrowser(url: string): string {
    const [, scheme = '', host = '', rest = ''] =
      /^([a-z][a-z0-9-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
    if (!this.#schemes.has(scheme.toLowerCase())) return url;
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(host))
      throw notImplemented(`the host '${host}' of ${scheme}://`);
    return `https://${scheme.toLowerCase()}.${host}.localhost${rest.startsWith('/') ? '' : '/'}${rest}`;
  }

  /** The address that the app knows, of an address in Chromium. */
  toApp(url: string): string {
    const pattern = /^https:\/\/([a-z][a-z0-9-]*)\.([^/?#]+)\.localhost(?=[/?#]|$)(.*)$/s;
    const [, scheme = '', host = '', rest = ''] = pattern.exec(url) ?? [];
    return this.#schemes.has(scheme) ? `${scheme}://${host}${rest}` : url;
  }

  /** A content security policy whose sources name the app's schemes, as Chromium must read it. */
  policyToBrowser(policy: string): string {
    return policy.replace(
      /(?<=\s)([a-z][a-z0-9-]*):(\/\/[^\s;,]+)?(?=[\s;,]|$)/g,
      (source, scheme, host) => {
        if (!this.#schemes.has(scheme as string)) return source;
        return host === undefined
          ? 'https://*.localhost'
          : this.toBrowser(source).replace(/\/$/, '');
      },
    );
  }
}

export const origins = new Origins();

/** The origin of an address as Electron names it (`app://bundle`), where the URL standard would say `null`. */
export function originOf(url: string): string {
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9-]*):\/\/([^/?#]*)/i.exec(url) ?? [];
  if (scheme === '') return 'null';
  return scheme === 'file' ? 'file://' : `${scheme}://${host}`;
}
