/**
 * How long a crawl of the survey's real folder tree takes when each call takes 50 ms, against one call after the
 * other. The server answers from the built-in listing with made-up sizes; nothing is generated.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { crawl } from '#main/engine/dropbox/crawl.ts';
import { createDropbox } from '#main/engine/dropbox/dropbox.ts';
import { builtinListing } from '#shared/survey/listing.ts';

const LATENCY_MS = 50;

export interface CrawlFigures {
  readonly folders: number;
  readonly files: number;
  readonly seconds: number;
  /** Folders × latency. */
  readonly sequentialSeconds: number;
  readonly ratio: number;
}

/** Entries by folder, as Dropbox lists them. */
function tree(): Map<string, object[]> {
  const entries = new Map<string, object[]>([['', []]]);
  const folderOf = (path: string): object[] => {
    const known = entries.get(path);
    if (known !== undefined) return known;
    const list: object[] = [];
    entries.set(path, list);
    const slash = path.lastIndexOf('/');
    folderOf(path.slice(0, slash)).push({
      '.tag': 'folder',
      name: path.slice(slash + 1),
      id: `id:${path}`,
    });
    return list;
  };
  for (const path of builtinListing()) {
    const slash = path.lastIndexOf('/');
    folderOf(path.slice(0, slash)).push({
      '.tag': 'file',
      name: path.slice(slash + 1),
      id: `id:${path}`,
      rev: '0123456789abcdef',
      size: 1,
      content_hash: 'ab'.repeat(32),
      is_downloadable: true,
    });
  }
  return entries;
}

export async function benchCrawl(): Promise<CrawlFigures> {
  const entries = tree();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { path } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { path?: string };
      const body = request.url?.endsWith('list_folder')
        ? { entries: entries.get(path ?? '') ?? [], cursor: 'c', has_more: false }
        : { '.tag': 'folder', name: 'VAST', link_permissions: { allow_download: true } };
      void delay(LATENCY_MS).then(() => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const dropbox = createDropbox({
    credentials: {
      sharedUrl: 'https://www.dropbox.com/sh/bench/x',
      password: 'bench',
      accessToken: 'bench',
      refreshToken: null,
      appKey: null,
    },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  try {
    const link = await dropbox.openLink();
    const start = performance.now();
    const { files } = await crawl(link);
    const seconds = (performance.now() - start) / 1000;
    const sequentialSeconds = (entries.size * LATENCY_MS) / 1000;
    return {
      folders: entries.size,
      files: files.length,
      seconds,
      sequentialSeconds,
      ratio: seconds / sequentialSeconds,
    };
  } finally {
    await dropbox.close();
    server.close();
    server.closeAllConnections();
  }
}
