import { member } from '#shared/dropbox/member.ts';
import type { Bodies } from './bodies.ts';
import type { Http, HttpPost, SdkRequest } from '#main/system/http/http.ts';

/** Receives one line per call: request, answer, duration. No line contains a link or a password. */
export type Trace = (line: string) => void;

/** Wraps connections: writes a line to `trace` for the head of each answer, and for each call without one. */
export function tracedHttp(http: Http, trace: Trace): Http {
  return {
    ...http,
    post: (request) =>
      traced(`${routeOf(request.path)}${askedOf(request)}`, trace, async () => {
        const answer = await http.post(request);
        const id = answer.headers['x-dropbox-request-id'];
        return { answer, status: answer.status, id: typeof id === 'string' ? id : null };
      }),
    fetch: (url, init) =>
      traced(`${routeOf(new URL(url).pathname)}${pathIn(init.body)}`, trace, async () => {
        const answer = await http.fetch(url, init);
        const id = answer.headers.get('x-dropbox-request-id');
        return { answer, status: answer.status, id };
      }),
  };
}

/** As {@link tracedHttp}, for file bodies. */
export function tracedBodies(bodies: Bodies, trace: Trace): Bodies {
  return {
    ...bodies,
    open: (request) =>
      traced(`${routeOf(request.path)}${askedOf(request)}`, trace, async () => {
        const answer = await bodies.open(request);
        return { answer, status: answer.status, id: answer.header('x-dropbox-request-id') };
      }),
  };
}

async function traced<Answer>(
  what: string,
  trace: Trace,
  call: () => Promise<{
    readonly answer: Answer;
    readonly status: number;
    readonly id: string | null;
  }>,
): Promise<Answer> {
  const begunMs = performance.now();
  const after = (): string => `after ${Math.round(performance.now() - begunMs)} ms`;
  try {
    const { answer, status, id } = await call();
    trace(`Dropbox ${what}: ${status} ${after()}${id === null ? '' : `, request ${id}`}`);
    return answer;
  } catch (error) {
    trace(`Dropbox ${what}: no answer ${after()}: ${String(error)}`);
    throw error;
  }
}

/** The route as in Dropbox's documentation: `files/list_folder`. */
function routeOf(pathname: string): string {
  return pathname.replace(/^\/2\//, '');
}

function askedOf({ headers }: HttpPost): string {
  const { range } = headers;
  return `${pathIn(headers['dropbox-api-arg'])}${range === undefined ? '' : ` ${range}`}`;
}

/** Only the path of a request, because its link and password are beside it. */
function pathIn(text: SdkRequest['body']): string {
  if (typeof text !== 'string') return '';
  try {
    const path = member(JSON.parse(text), 'path');
    return typeof path === 'string' ? ` ${path === '' ? '/' : path}` : '';
  } catch {
    return '';
  }
}
