import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { errnoOf, mapDiskError } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface PageFile {
  readonly contentType: string;
  readonly cacheControl: string;
  readonly body: Buffer;
}

const INDEX = '/index.html';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * The built renderer by path, `/` included. It is held in memory: no request ever becomes a file name, so none can
 * leave the folder.
 *
 * @throws AppError `bad-usage` where it has not been built
 */
export function readRendererFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  try {
    for (const path of filePaths(folder, '/')) {
      files.set(path, {
        contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
        cacheControl: cacheControl(path),
        body: readFileSync(join(folder, path)),
      });
    }
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw mapDiskError(error, folder);
  }
  const index = files.get(INDEX);
  if (index === undefined) {
    throw new AppError(
      'bad-usage',
      `The app's pages are not built yet: ${folder} holds no index.html. Run "npm run build" once, then try again.`,
    );
  }
  return files.set('/', index);
}

/** Node's own recursive reading would follow links to other folders. */
function* filePaths(folder: string, path: string): Generator<string> {
  for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filePaths(folder, `${path}${entry.name}/`);
    else if (entry.isFile()) yield `${path}${entry.name}`;
  }
}

/** The build names what is in `assets` by its content; all else may be another thing after an update. */
function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
}
