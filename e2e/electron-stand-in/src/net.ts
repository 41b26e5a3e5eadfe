import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notImplemented, refuseTheRest } from './refuse.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** `net.fetch` of a file rejects with Chromium's words for one that isn't there. */
async function fetchFile(url: string): Promise<Response> {
  const path = fileURLToPath(url);
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  try {
    return new Response(new Uint8Array(await readFile(path)), {
      headers: { 'content-type': type },
    });
  } catch (cause) {
    throw new Error('net::ERR_FILE_NOT_FOUND', { cause });
  }
}

export const net = refuseTheRest('net', {
  isOnline: (): boolean => true,
  online: true,
  async fetch(input: string | URL | Request, options: RequestInit = {}): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith('file:')) return fetchFile(url);
    if (/^https?:/.test(url)) return fetch(input, options);
    throw notImplemented(`net.fetch of ${/^[^:]*/.exec(url)?.[0]}:`);
  },
});
