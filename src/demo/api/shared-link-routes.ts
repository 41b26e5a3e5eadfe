import { jsonAnswer, Refusal } from './answer.ts';
import { headerJson } from './header-json.ts';
import { linkedFile, linkedFolder, toldFacts } from './metadata.ts';
import { parseRange } from './range.ts';
import type { Route, RouteCall, Service } from './service.ts';
import { sharedPath } from './shared-path.ts';

const pathOf: Route['pathOf'] = ({ path }) => (typeof path === 'string' ? path : null);

/** `sharing/get_shared_link_metadata`: what the link, or a path below it, leads to. */
export const getSharedLinkMetadata: Route = {
  name: 'sharing/get_shared_link_metadata',
  argumentIn: 'body',
  scope: 'sharing.read',
  pathOf,
  answer(service, call) {
    const { folder, file } = lookUp(service, call);
    return jsonAnswer(
      file === null
        ? linkedFolder(service, folder)
        : linkedFile(service, toldFacts(service, call.route, file)),
    );
  },
};

/** `sharing/get_shared_link_file`: a file's bytes, or some of them. */
export const getSharedLinkFile: Route = {
  name: 'sharing/get_shared_link_file',
  argumentIn: 'header',
  scope: 'sharing.read',
  pathOf,
  answer(service, call) {
    const { file } = lookUp(service, call);
    if (file === null) throw new Refusal(service.taggedError('shared_link_is_directory'));
    const content = service.shelf.content(file);
    const told = toldFacts(service, call.route, file);
    const range = parseRange(call.range, content.size);
    return {
      kind: 'content',
      status: range === null ? 200 : 206,
      headers: {
        Etag: `W/"${told.rev}"`,
        'Dropbox-API-Result': headerJson(linkedFile(service, told)),
      },
      content,
      ...(range ?? { start: 0, end: content.size }),
    };
  },
};

/** What a call is about: a file, or where that is null a folder. Refuses a wrong link, password or path. */
function lookUp(
  { link, shelf, taggedError }: Service,
  { route, argument }: RouteCall,
): { readonly folder: string; readonly file: string | null } {
  link.check(argument['url'], argument['link_password']);
  const path = sharedPath(route, argument['path']);
  const file = shelf.filePath(path);
  const folder = shelf.folder(path);
  if (file === null && folder === null) throw new Refusal(taggedError('shared_link_not_found'));
  return { folder: folder?.path ?? '', file };
}
