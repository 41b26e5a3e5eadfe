import { protocol } from 'electron';
import { pageHeaders } from '#main/hosts/page-headers.ts';
import { type PageFile, readRendererFiles } from '#main/hosts/renderer-files.ts';
import { isOurPage, PAGE_SCHEME } from './page-address.ts';

const SECURITY_HEADERS = pageHeaders();

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
