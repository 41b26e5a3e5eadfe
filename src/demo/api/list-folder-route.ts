import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Answer, jsonAnswer, Refusal, textAnswer } from './answer.ts';
import { decodeCursor, encodeCursor, type ListingCursor } from './listing-cursor.ts';
import { listedFile, listedFolder, toldFacts } from './metadata.ts';
import type { Route, Service } from './service.ts';
import { sharedPath } from './shared-path.ts';

const LIMIT_MAX = 2000;
const LIMIT_DEFAULT = 500;

/** Making a folder's files may take a while; other calls get their turn after this. */
const TURN_MS = 20;

/** `files/list_folder`: the first page of a folder. */
export const listFolder: Route = {
  name: 'files/list_folder',
  argumentIn: 'body',
  scope: 'files.metadata.read',
  pathOf: ({ path }) => (typeof path === 'string' ? path : null),
  answer(service, { route, argument }) {
    const path = sharedPath(route, argument['path']);
    const limit = argument['limit'] ?? LIMIT_DEFAULT;
    if (typeof limit !== 'number' || limit < 1 || limit > LIMIT_MAX) {
      throw new Refusal(badCall(route, `limit: must be from 1 to ${LIMIT_MAX}`));
    }
    const link = argument['shared_link'];
    // Without a link this would be the caller's own Dropbox, and the demo's user has nothing there.
    if (typeof link !== 'object' || link === null) {
      if (path !== '') throw new Refusal(service.taggedError('path/not_found'));
      return jsonAnswer({
        entries: [],
        cursor: encodeCursor({ path, offset: 0, limit }),
        has_more: false,
      });
    }
    const { url, password } = link as { url?: unknown; password?: unknown };
    service.link.check(url, password);
    if (argument['recursive'] === true) {
      throw new Refusal(badCall(route, 'Recursive list folder is not supported for shared link.'));
    }
    const cursor: ListingCursor = { path, offset: 0, limit };
    if (service.habits.emptyPages) {
      entriesOf(service, path);
      return jsonAnswer({ entries: [], cursor: encodeCursor(cursor), has_more: true });
    }
    return page(service, route, cursor);
  },
};

/** `files/list_folder/continue`: the pages after it. */
export const listFolderContinue: Route = {
  name: 'files/list_folder/continue',
  argumentIn: 'body',
  scope: 'files.metadata.read',
  pathOf: ({ cursor }) => decodeCursor(cursor)?.path ?? null,
  answer(service, { route, argument }) {
    const cursor = decodeCursor(argument['cursor']);
    if (cursor === null) throw new Refusal(badCall(route, 'Invalid "cursor" parameter'));
    return page(service, route, cursor);
  },
};

async function page(service: Service, route: string, cursor: ListingCursor): Promise<Answer> {
  const { habits } = service;
  const names = entriesOf(service, cursor.path);
  const size = Math.min(cursor.limit, habits.pageSize) + (habits.overfullPages ? 1 : 0);
  const end = Math.min(names.length, cursor.offset + size);
  const entries: object[] = [];
  let turnEndsAtMs = performance.now() + TURN_MS;
  for (const entry of names.slice(cursor.offset, end)) {
    entries.push(
      entry.isFolder
        ? listedFolder(service, entry.path)
        : listedFile(service, toldFacts(service, route, entry.path)),
    );
    if (performance.now() > turnEndsAtMs) {
      await nextTurn();
      turnEndsAtMs = performance.now() + TURN_MS;
    }
  }
  return jsonAnswer({
    entries,
    cursor: encodeCursor({ ...cursor, offset: end }),
    has_more: end < names.length,
  });
}

/** Folders, then files. Refuses a path that is no folder. */
function entriesOf(
  { shelf, taggedError }: Service,
  path: string,
): readonly { readonly path: string; readonly isFolder: boolean }[] {
  const folder = shelf.folder(path);
  if (folder === null) {
    const isFile = shelf.filePath(path) !== null;
    throw new Refusal(taggedError(isFile ? 'path/not_folder' : 'path/not_found'));
  }
  return [
    ...folder.folders.map((name) => ({ path: `${folder.path}/${name}`, isFolder: true })),
    ...folder.files.map((name) => ({ path: `${folder.path}/${name}`, isFolder: false })),
  ];
}

function badCall(route: string, what: string) {
  return textAnswer(400, `Error in call to API function "${route}": ${what}`);
}
