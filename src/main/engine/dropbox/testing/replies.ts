import type { Call, Reply } from './scripted-server.ts';

export const METADATA = 'sharing/get_shared_link_metadata';
export const LIST = 'files/list_folder';
export const CONTINUE = 'files/list_folder/continue';
export const FILE = 'sharing/get_shared_link_file';
export const TOKEN = 'oauth2/token';

export const folderMetadata: Reply = {
  body: {
    '.tag': 'folder',
    name: 'VAST Pilot',
    link_permissions: { allow_download: true },
  },
};

/** An error body in Dropbox's format: nested tags, and a summary with its random dots. */
export function errorBody(...tags: readonly string[]): object {
  const error = tags.reduceRight<object>((inner, tag, index) => {
    const isLast = index === tags.length - 1;
    return { '.tag': tag, ...(!isLast && { [tag]: inner }) };
  }, {});
  return { error_summary: `${tags.join('/')}/...`, error };
}

export function routeFailure(...tags: readonly string[]): Reply {
  return { status: 409, body: errorBody(...tags) };
}

export function tokenFailure(tag: string, more: object = {}): Reply {
  return { status: 401, body: { error_summary: `${tag}/..`, error: { '.tag': tag, ...more } } };
}

export function fileEntry(name: string, more: object = {}): object {
  return {
    '.tag': 'file',
    name,
    id: `id:${name}`,
    rev: '0123456789abc',
    size: 10,
    content_hash: 'A'.repeat(64),
    is_downloadable: true,
    ...more,
  };
}

export function folderEntry(name: string): object {
  return { '.tag': 'folder', name, id: `id:${name}` };
}

export function page(entries: readonly object[], cursor: string | null = null): Reply {
  return { body: { entries, cursor: cursor ?? 'end', has_more: cursor !== null } };
}

/** An answer with a file, its range and its metadata, in Dropbox's format. */
export function fileReply(bytes: Uint8Array, rev = '0123456789abc') {
  return ({ headers }: Pick<Call, 'headers'>): Reply => {
    const match = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
    const offset = match === null ? 0 : Number(match[1]);
    const last = match === null || match[2] === '' ? bytes.length - 1 : Number(match[2]);
    const end = Math.min(last + 1, bytes.length);
    return {
      status: match === null ? 200 : 206,
      headers: {
        'dropbox-api-result': JSON.stringify({ rev, size: bytes.length, name: 'x' }),
        'content-length': String(end - offset),
        ...(match !== null && {
          'content-range': `bytes ${offset}-${end - 1}/${bytes.length}`,
        }),
      },
      body: bytes.subarray(offset, end),
    };
  };
}
