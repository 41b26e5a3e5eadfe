import type { IncomingMessage } from 'node:http';
import { checkUser, getCurrentAccount } from './account-routes.ts';
import { type Answer, Refusal, textAnswer } from './answer.ts';
import { listFolder, listFolderContinue } from './list-folder-route.ts';
import { readBody } from './read-body.ts';
import type { Route, RouteCall, Service } from './service.ts';
import { getSharedLinkFile, getSharedLinkMetadata } from './shared-link-routes.ts';

/** A call to the API as it came in: which route, about what, and how to answer it. */
export interface IncomingCall {
  /** As Dropbox names it, even where there is no such route. */
  readonly route: string;
  readonly path: string | null;
  readonly range: string | null;
  answer(options: { readonly ignoreRange: boolean }): Promise<Answer>;
}

const ROUTES: ReadonlyMap<string, Route> = new Map(
  [
    getSharedLinkMetadata,
    getSharedLinkFile,
    listFolder,
    listFolderContinue,
    getCurrentAccount,
    checkUser,
  ].map((route) => [route.name, route]),
);

export const TOKEN_ROUTE = 'oauth2/token';

/** Reads a call; `name` is its URL's path without the `/2/`. What is wrong with it becomes its answer. */
export async function readCall(
  service: Service,
  request: IncomingMessage,
  name: string,
  query: URLSearchParams,
): Promise<IncomingCall> {
  const body = await readBody(request);
  const rangeHeader = request.headers.range;
  const range = rangeHeader ?? null;
  if (name === TOKEN_ROUTE) {
    // Dropbox's own JavaScript client puts the form into the URL.
    const form = new URLSearchParams([...query, ...new URLSearchParams(body)]);
    const answer = () => Promise.resolve(service.tokens.exchange(form));
    return { route: name, path: null, range, answer };
  }
  const route = ROUTES.get(name);
  if (route === undefined) {
    const unknown = textAnswer(404, `Unknown API function: "${name}"`);
    return { route: name, path: null, range, answer: () => Promise.resolve(unknown) };
  }

  const argument = parseArgument(
    route.argumentIn === 'body' ? body : request.headers['dropbox-api-arg'],
  );
  return {
    route: name,
    path: argument === null ? null : route.pathOf(argument),
    range,
    async answer({ ignoreRange }) {
      service.tokens.check(request.headers.authorization, route.scope);
      if (argument === null) {
        throw new Refusal(
          textAnswer(
            400,
            `Error in call to API function "${name}": could not decode input as JSON`,
          ),
        );
      }
      const call: RouteCall = {
        route: name,
        argument,
        range: ignoreRange ? undefined : rangeHeader,
      };
      return await route.answer(service, call);
    },
  };
}

/** Null where it is no JSON object. No argument at all is an empty one. */
function parseArgument(
  text: string | readonly string[] | undefined,
): Readonly<Record<string, unknown>> | null {
  if (text === undefined || text === '' || text === 'null') return {};
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}
