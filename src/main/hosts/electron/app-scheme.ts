import { protocol } from 'electron';
import { type PageFile, readRendererFiles } from '#main/hosts/browser/renderer-files.ts';
import { isOurPage, PAGE_SCHEME } from './page-address.ts';

const SECURITY_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Makes the app's pages a secure context with an origin of their own. Only before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the built renderer. @throws AppError where it has not been built */
export function serveAppScheme(rendererFolder: string): void {
  const files = readRendererFiles(rendererFolder);
  protocol.handle(PAGE_SCHEME, (request) => answer(request, files));
}

function answer({ method, url }: Request, files: ReadonlyMap<string, PageFile>): Response {
  const file = isOurPage(url) && method === 'GET' ? files.get(new URL(url).pathname) : undefined;
  if (file === undefined) return new Response(null, { status: 404, headers: SECURITY_HEADERS });
  return new Response(new Uint8Array(file.body), {
    headers: { ...SECURITY_HEADERS, 'Content-Type': file.contentType },
  });
}
