import { createRedactor, type Redactor } from '#main/system/log/redact.ts';
import { type Clock, systemClock } from '#main/system/time/clock.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import type { GateLimits } from '#shared/dropbox/gate-policy.ts';
import { apiArg } from './api-arg.ts';
import { resolveEndpoint } from '#main/system/http/endpoint.ts';
import { Gate } from './gate.ts';
import { createBodies } from './bodies.ts';
import { createHttp, type HttpOptions } from '#main/system/http/http.ts';
import { type DropboxLink, openLink } from './link.ts';
import { createRpc } from './rpc.ts';
import { Session } from './session.ts';
import { requestToken } from '#main/system/sign-in/token-request.ts';
import { type Trace, tracedBodies, tracedHttp } from './traced-http.ts';

export interface DropboxOptions extends Omit<HttpOptions, 'endpoint'> {
  readonly credentials: Credentials;
  /** The value of `VAST_DROPBOX_ENDPOINT`. @default Dropbox itself */
  readonly endpoint?: string | null;
  /** The {@link Gate.memory} of an earlier process: restores its pause and its learned rate. */
  readonly gateMemory?: unknown;
  readonly gateLimits?: Partial<GateLimits>;
  /** Receives every secret before it is used. @default a new one */
  readonly redactor?: Redactor;
  /** Called for every call. @default none */
  readonly trace?: Trace;
  /** @default the system clock */
  readonly clock?: Clock;
  /** A number in [0, 1). @default Math.random */
  readonly random?: () => number;
}

/** Dropbox for one set of credentials. Makes no call before {@link openLink}. */
export interface Dropbox {
  readonly gate: Gate;
  /** Parallel callers share one call, and its signal. */
  openLink(signal?: AbortSignal): Promise<DropboxLink>;
  /** Closes every connection. */
  close(): Promise<void>;
}

/**
 * Puts gate, session and connections together.
 *
 * @throws AppError `endpoint-refused`, `sign-in-invalid`, or `bad-usage` for an invalid proxy URL
 */
export function createDropbox(options: DropboxOptions): Dropbox {
  const {
    credentials,
    redactor = createRedactor(),
    clock = systemClock,
    random = Math.random,
  } = options;
  for (const secret of [
    credentials.sharedUrl,
    credentials.password,
    credentials.accessToken,
    credentials.refreshToken,
  ]) {
    addSecret(redactor, secret);
  }
  const redact = (text: string) => redactor.apply(text);
  const endpoint = resolveEndpoint(options.endpoint);
  const plainHttp = createHttp({ ...options, endpoint });
  const plainBodies = createBodies(plainHttp, { ...options, endpoint });
  const trace = options.trace && ((line: string) => options.trace?.(redact(line)));
  const http = trace === undefined ? plainHttp : tracedHttp(plainHttp, trace);
  const bodies = trace === undefined ? plainBodies : tracedBodies(plainBodies, trace);
  const gate = new Gate({
    clock,
    limits: options.gateLimits ?? {},
    memory: options.gateMemory,
  });
  const session = new Session({
    credentials,
    gate,
    clock,
    random,
    requestToken: (form) => requestToken(form, { http, endpoint, clock, redact }),
    onToken: (accessToken) => addSecret(redactor, accessToken),
  });
  const rpc = createRpc({ session, http, clock, random, redact });
  let opening: Promise<DropboxLink> | null = null;
  return {
    gate,
    openLink(signal) {
      const deps = { credentials, gate, session, rpc, bodies, endpoint, clock, redact };
      opening ??= openLink(deps, signal).finally(() => {
        opening = null;
      });
      return opening;
    },
    async close() {
      bodies.close();
      await http.close();
    },
  };
}

/** Adds the JSON form, too, because errors may quote a request's body or header. */
function addSecret(redactor: Redactor, secret: string | null): void {
  redactor.add(secret);
  if (secret === null) return;
  for (const inJson of [JSON.stringify(secret), apiArg(secret)]) redactor.add(inJson.slice(1, -1));
}
