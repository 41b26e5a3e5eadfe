import { Dropbox, type DropboxResponse, DropboxResponseError } from 'dropbox';
import { Headers } from 'undici';
import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { Asked } from '#main/system/http/answer.ts';
import { answerError, notDropbox, TOKEN_EXPIRED } from '#main/system/http/answer-error.ts';
import type { Http } from '#main/system/http/http.ts';
import { networkError } from '#main/system/http/network-error.ts';
import { type RetryDeps, retrying } from './retrying.ts';
import type { Session } from './session.ts';

export interface RpcDeps extends RetryDeps {
  readonly session: Session;
  readonly http: Http;
  readonly redact: (text: string) => string;
}

interface RpcCall<T> extends Pick<Asked, 'about' | 'path'> {
  /** Makes the call on the SDK's client. Must pass on `options`. */
  readonly send: (
    client: Dropbox,
    options: { signal?: AbortSignal },
  ) => Promise<DropboxResponse<T>>;
  readonly signal?: AbortSignal | undefined;
  /** Errors after which the call is repeated. @default those of the network and the server */
  readonly retryOn?: readonly ErrorCode[];
}

/** Calls that answer with JSON, through gate and session. Throws AppError. */
export type Rpc = <T>(call: RpcCall<T>) => Promise<T>;

export function createRpc(deps: RpcDeps): Rpc {
  const { session, http, redact, clock } = deps;
  const clientOf = clientFor(http);
  return ({ about, path, send, signal, retryOn }) =>
    retrying(
      () =>
        session.call(async (accessToken) => {
          try {
            const options = signal === undefined ? {} : { signal };
            const { result } = await send(clientOf(accessToken), options);
            // The SDK returns text for everything that is not JSON.
            if (typeof result !== 'object' || result === null) throw notDropbox();
            return result;
          } catch (error) {
            if (!(error instanceof DropboxResponseError)) throw networkError(error, signal);
            const mapped = answerError(toAnswer(error), {
              about,
              path,
              redact,
              nowMs: clock.now(),
            });
            if (mapped === TOKEN_EXPIRED) return mapped;
            throw mapped;
          }
        }, signal),
      deps,
      signal,
      retryOn,
    );
}

/** A client keeps one token, so that a call is never sent with another token than its own. */
function clientFor(http: Http): (accessToken: string) => Dropbox {
  let last: { readonly accessToken: string; readonly client: Dropbox } | null = null;
  return (accessToken) => {
    if (last?.accessToken !== accessToken) {
      last = { accessToken, client: new Dropbox({ accessToken, fetch: http.fetch }) };
    }
    return last.client;
  };
}

function toAnswer({ status, headers, error }: DropboxResponseError<unknown>) {
  return {
    status,
    header: (name: string) => (headers instanceof Headers ? headers.get(name) : null),
    body: error,
  };
}
