import { bend } from '../faults/lie.ts';
import type { ToldFacts } from '../faults/told-facts.ts';
import { stableId } from '../shelf/stable-id.ts';
import type { PathStyle, Service } from './service.ts';

/** When the survey's folder was last changed. */
const MODIFIED = '2020-04-02T20:08:23Z';

/** Where the survey's folder lies in its owner's Dropbox. */
const OWNERS_FOLDER = '/VAST/Releases';

export function toldFacts({ shelf, faults }: Service, route: string, path: string): ToldFacts {
  const facts = shelf.facts(path);
  const { id, size, rev } = facts;
  const truth: ToldFacts = {
    path,
    id,
    size,
    rev,
    name: path.slice(path.lastIndexOf('/') + 1),
    get contentHash() {
      return facts.contentHash;
    },
  };
  return bend(truth, faults.liesAbout({ route, path }));
}

/** A file as `files/list_folder` lists it. */
export function listedFile(service: Service, file: ToldFacts): object {
  return {
    '.tag': 'file',
    name: file.name,
    ...paths(service, file.path),
    id: file.id,
    client_modified: MODIFIED,
    server_modified: MODIFIED,
    rev: file.rev,
    size: file.size,
    is_downloadable: true,
    ...(file.contentHash === null ? {} : { content_hash: file.contentHash }),
  };
}

/** A folder as `files/list_folder` lists it. */
export function listedFolder(service: Service, path: string): object {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { '.tag': 'folder', name, ...paths(service, path), id: stableId(path) };
}

/** A file as `sharing/*` describes it. It has no content_hash there. */
export function linkedFile(service: Service, file: ToldFacts): object {
  return {
    '.tag': 'file',
    ...linkFacts(service, file.id, file.name),
    client_modified: MODIFIED,
    server_modified: MODIFIED,
    rev: file.rev,
    size: file.size,
  };
}

/** A folder as `sharing/*` describes it; the root bears the link's name. */
export function linkedFolder(service: Service, path: string): object {
  const name = path === '' ? service.link.name : path.slice(path.lastIndexOf('/') + 1);
  return { '.tag': 'folder', ...linkFacts(service, stableId(path), name) };
}

function linkFacts({ link }: Service, id: string, name: string): object {
  return {
    url: link.url,
    id,
    name,
    link_permissions: {
      can_revoke: false,
      resolved_visibility: { '.tag': 'password' },
      revoke_failure_reason: { '.tag': 'owner_only' },
      visibility_policies: [],
      can_set_expiry: false,
      can_remove_expiry: false,
      allow_download: link.allowDownload,
      can_allow_download: false,
      can_disallow_download: false,
      allow_comments: false,
      team_restricts_comments: false,
    },
  };
}

function paths({ habits, link }: Service, path: string): object {
  const prefixes: Readonly<Record<PathStyle, string | null>> = {
    null: null,
    owner: OWNERS_FOLDER,
    link: `/${link.name}`,
  };
  const prefix = prefixes[habits.pathStyle];
  const display = prefix === null ? null : prefix + path;
  return { path_lower: display?.toLowerCase() ?? null, path_display: display };
}
