const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const;

/**
 * What goes out with every page and file of the app, in whichever host: nothing is loaded from, or told to, anywhere
 * else.
 *
 * @param extra further directives of the Content-Security-Policy
 */
export function pageHeaders(
  extra: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const directives = Object.entries({ ...POLICY, ...extra });
  return {
    'Content-Security-Policy': directives.map(([name, value]) => `${name} ${value}`).join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
