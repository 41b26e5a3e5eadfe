/**
 * A server that speaks the content route, lists folders and makes each answer wait, as a process of its own.
 *   node slow-server.ts FOLDER LATENCY_MS [PATH]     with a path every file is that one
 * Prints its port. `GET /sent` answers with the bytes of content that it has sent; `/files/PATH` serves other readers.
 */
import { hash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { REV } from './world.ts';

const [folder = '', latencyMs = '0', only] = process.argv.slice(2);
let sent = 0;

/** Names under which CFITSIO looks for a compressed copy first. */
const COMPRESSED = /\.(?:gz|Z)$/;

function send(
  path: string,
  range: string | undefined,
  response: ServerResponse,
  withBody = true,
): void {
  const file = join(folder, only ?? path);
  const { size } = statSync(file);
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const start = Number(first);
  const end = last === '' ? size - 1 : Number(last);
  response.writeHead(range === undefined ? 200 : 206, {
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    'dropbox-api-result': JSON.stringify({
      '.tag': 'file',
      url: 'https://www.dropbox.com/sh/bench/x',
      name: 'file',
      link_permissions: {
        can_revoke: false,
        visibility_policies: [],
        can_set_expiry: false,
        can_remove_expiry: false,
        allow_download: true,
        can_allow_download: false,
        can_disallow_download: false,
        allow_comments: false,
        team_restricts_comments: false,
      },
      client_modified: '2020-04-02T00:00:00Z',
      server_modified: '2020-04-02T00:00:00Z',
      rev: REV,
      size,
    }),
  });
  if (!withBody) {
    response.end();
    return;
  }
  const body = createReadStream(file, { start, end, highWaterMark: 256 * 1024 });
  body.on('data', (chunk) => {
    sent += chunk.length;
  });
  body.on('error', () => response.destroy());
  response.on('close', () => body.destroy());
  body.pipe(response);
}

/** What a folder holds, each file of one block, as Dropbox lists it. */
function listing(path: string): string {
  const entries = readdirSync(join(folder, path), { withFileTypes: true }).map((entry) => {
    const { name } = entry;
    const id = `id:${path}/${name}`;
    if (entry.isDirectory()) return { '.tag': 'folder', name, id };
    const bytes = readFileSync(join(folder, path, name));
    const content_hash = hash('sha256', hash('sha256', bytes, 'buffer'), 'hex');
    return { '.tag': 'file', name, id, rev: REV, size: bytes.length, content_hash };
  });
  return JSON.stringify({ entries, cursor: 'c', has_more: false });
}

const server = createServer((request, response) => void answer(request, response));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', method, headers } = request;
  const asked = await text(request);
  if (url === '/sent') {
    response.end(String(sent));
    return;
  }
  setTimeout(() => {
    if (url.startsWith('/files/')) {
      if (COMPRESSED.test(url)) response.writeHead(404).end();
      else send(url.slice('/files'.length), headers.range, response, method === 'GET');
      return;
    }
    if (!url.endsWith('/get_shared_link_file')) {
      response.setHeader('content-type', 'application/json');
      if (url.endsWith('/list_folder')) {
        response.end(listing((JSON.parse(asked) as { path: string }).path));
        return;
      }
      response.end('{".tag":"folder","name":"bench","link_permissions":{"allow_download":true}}');
      return;
    }
    const { path } = JSON.parse(String(headers['dropbox-api-arg'])) as { path: string };
    send(path, headers.range, response);
  }, Number(latencyMs));
}
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
