import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { headerJson } from './api/header-json.ts';
import type { DemoConnection } from './demo-connection.ts';
import type { DemoOptions } from './demo-options.ts';
import { type DemoServer, startDemoServer } from './demo-server.ts';

/** What came back over the wire, whole or not. */
export interface WireAnswer {
  /** Null where the connection ended before there was one. */
  readonly status: number | null;
  readonly headers: IncomingHttpHeaders;
  /** As much of the body as arrived. */
  readonly body: Buffer;
  /** Whether the body ended as HTTP says that it must. */
  readonly complete: boolean;
}

export interface TestClient {
  /** A call whose argument is its JSON body. */
  rpc(
    route: string,
    argument: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<WireAnswer>;
  /** Lists one page of a folder. */
  list(path: string, more?: Readonly<Record<string, unknown>>): Promise<WireAnswer>;
  fetch(path: string, headers?: Readonly<Record<string, string>>): Promise<WireAnswer>;
}

/** A client that hides nothing: it tells what arrived, and ends a call as soon as nothing more can come. */
export function createTestClient(connection: DemoConnection, signal?: AbortSignal): TestClient {
  const { endpoint, sharedUrl, accessToken } = connection;
  const rpc: TestClient['rpc'] = (route, argument, headers = {}) =>
    wireCall(
      `${endpoint}/2/${route}`,
      headersWith(accessToken, headers),
      JSON.stringify(argument),
      signal,
    );
  return {
    rpc,
    list: (path, more = {}) =>
      rpc('files/list_folder', {
        path,
        shared_link: { url: sharedUrl, password: connection.password },
        ...more,
      }),
    fetch: (path, headers = {}) =>
      wireCall(
        `${endpoint}/2/sharing/get_shared_link_file`,
        headersWith(accessToken, {
          'Dropbox-API-Arg': headerJson({
            url: sharedUrl,
            path,
            link_password: connection.password,
          }),
          ...headers,
        }),
        '',
        signal,
      ),
  };
}

/** Starts a demo without a survey unless the options ask for one, and ends it after use. */
export async function withDemo(
  options: DemoOptions,
  use: (demo: DemoServer, client: TestClient) => Promise<void>,
): Promise<void> {
  const demo = await startDemoServer({ survey: [], ...options });
  try {
    await use(demo, createTestClient(demo));
  } finally {
    await demo.close();
  }
}

/** A page of a listing. */
export interface ListingPage {
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  readonly cursor: string;
  readonly has_more: boolean;
}

/** An error of the API. */
export interface ApiError {
  readonly error_summary: string;
  readonly error: Readonly<Record<string, unknown>>;
}

export function jsonOf({ body }: WireAnswer): unknown {
  return JSON.parse(body.toString());
}

export function pageOf({ body }: WireAnswer): ListingPage {
  const page: ListingPage = JSON.parse(body.toString());
  return page;
}

export function errorOf({ body }: WireAnswer): ApiError {
  const error: ApiError = JSON.parse(body.toString());
  return error;
}

/** The summary of an error without the random dots at its end. */
export const summaryOf = (answer: WireAnswer): string =>
  errorOf(answer).error_summary.replace(/\/\.*$/, '');

function headersWith(accessToken: string, headers: Readonly<Record<string, string>>) {
  return { Authorization: `Bearer ${accessToken}`, ...headers };
}

function wireCall(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal | undefined,
): Promise<WireAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let status: number | null = null;
    let answerHeaders: IncomingHttpHeaders = {};
    const settle = (complete: boolean): void =>
      resolve({ status, headers: answerHeaders, body: Buffer.concat(chunks), complete });
    const call = request(
      url,
      { method: 'POST', headers, ...(signal === undefined ? {} : { signal }) },
      (response) => {
        status = response.statusCode ?? null;
        answerHeaders = response.headers;
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => settle(false));
        response.on('end', () => settle(response.complete));
      },
    );
    call.on('error', () => settle(false));
    call.end(body);
  });
}
