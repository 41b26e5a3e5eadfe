import type { IncomingMessage } from 'node:http';
import { pageHeaders } from '#main/hosts/page-headers.ts';
import type { PageFile } from '#main/hosts/renderer-files.ts';
import type { Access } from './access.ts';
import { isLoopbackHost, isOwnOrigin } from '#main/system/loopback/loopback-name.ts';
import { refusalPage } from './refusal-page.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** The page speaks with its host through a socket. */
const SECURITY_HEADERS = pageHeaders({ 'connect-src': "'self'" });

/** Answers what a browser asks of the host, other than its socket: the address with the token, and the page's files. */
export function answerRequest(
  { method, url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  access: Access,
  files: ReadonlyMap<string, PageFile>,
): Answer {
  const { host, origin, cookie } = headers;
  if (!isLoopbackHost(host)) return refuse(403, 'wrong-host');
  if (origin !== undefined && !isOwnOrigin(origin, host)) return refuse(403, 'wrong-origin');
  if (method !== 'GET' && method !== 'HEAD') {
    return refuse(405, 'wrong-method', { Allow: 'GET, HEAD' });
  }
  const [path = '', query = ''] = url.split('?', 2);
  const token = path === '/' ? new URLSearchParams(query).get('token') : null;
  if (token !== null) {
    const newCookie = access.exchange(token, host);
    if (newCookie === null) return refuse(403, 'wrong-token');
    return answer(303, '', {
      Location: '/',
      'Set-Cookie': newCookie,
      'Cache-Control': 'no-store',
    });
  }
  if (!access.isKnown(cookie, host)) return refuse(403, 'not-known');
  const file = files.get(path);
  if (file === undefined) return refuse(404, 'not-here');
  return answer(200, file.body, {
    'Content-Type': file.contentType,
    'Cache-Control': file.cacheControl,
  });
}

function refuse(
  status: number,
  why: Parameters<typeof refusalPage>[0],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return answer(status, refusalPage(why), {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    ...headers,
  });
}

function answer(
  status: number,
  body: Buffer | string,
  headers: Readonly<Record<string, string>>,
): Answer {
  const length = String(Buffer.byteLength(body));
  return { status, body, headers: { ...SECURITY_HEADERS, 'Content-Length': length, ...headers } };
}
