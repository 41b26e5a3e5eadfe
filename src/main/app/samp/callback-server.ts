import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { XmlRpcFault, type XmlRpcValue } from '@foxglove/xmlrpc';
import { listen } from '#main/system/loopback/listen.ts';
import { isLoopbackHost } from '#main/system/loopback/loopback-name.ts';
import { answerCalls } from './answer-calls.ts';
import { fromWire, type SampValue } from './wire-values.ts';

/** A message names files; it does not contain them. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Where the hub calls us, and programs fetch files that they can't open by path. */
export interface CallbackServer {
  /** Only the hub may know it. */
  readonly url: string;
  /** An address of a file for programs on this machine, until the server closes. */
  offer(file: string): string;
  /** Whether a program has read all of the file at an address. */
  wasFetched(address: string): boolean;
  /** Waits for the files that programs are fetching. */
  close(): Promise<void>;
}

export type HubMethods = Readonly<
  Record<string, (params: readonly SampValue[]) => void | Promise<void>>
>;

/**
 * Serves the hub's calls on loopback. Other users of the machine can connect, too: the path of each address is a random
 * secret, which stands in no log and no other program's command line.
 */
export async function startCallbackServer(methods: HubMethods): Promise<CallbackServer> {
  const secretPath = `/${randomToken()}/`;
  const files = new Map<string, string>();
  const fetched = new Set<string>();
  const answerCall = answerCalls(
    Object.fromEntries(
      Object.entries(methods).map(([name, method]) => [
        name,
        async (params: readonly XmlRpcValue[]) => {
          try {
            await method(params.map((value) => fromWire(value)));
            return '';
          } catch {
            // The library would send the stack trace.
            throw new XmlRpcFault('The message could not be handled.', 1);
          }
        },
      ]),
    ),
  );
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url = '' } = request;
    const file = files.get(url);
    if (!isLoopbackHost(request.headers.host)) return end(response, 403);
    if (file !== undefined) {
      await sendFile(file, method === 'HEAD', response);
      if (method === 'GET') fetched.add(`${base}${url}`);
      return;
    }
    if (url !== secretPath) return end(response, 404);
    if (method !== 'POST') return end(response, 405);
    const body = await bodyOf(request);
    if (body === null) return end(response, 413);
    const out = await answerCall(body);
    response.writeHead(out.statusCode, out.headers);
    response.end(out.body);
  };
  const base = `http://127.0.0.1:${await listen(server, 0)}`;
  return {
    url: `${base}${secretPath}`,
    offer(file) {
      const path = `/${randomToken()}/${encodeURIComponent(basename(file))}`;
      files.set(path, file);
      return `${base}${path}`;
    },
    wasFetched: (address) => fetched.has(address),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
    },
  };
}

function randomToken(): string {
  return randomBytes(24).toString('base64url');
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Throws if the file is gone or the reader goes away. */
async function sendFile(file: string, headOnly: boolean, response: ServerResponse): Promise<void> {
  const found = await stat(file);
  response.writeHead(200, {
    'content-length': found.size,
    'content-type': 'application/octet-stream',
    connection: 'close',
  });
  if (headOnly) response.end();
  else await pipeline(createReadStream(file), response);
}
