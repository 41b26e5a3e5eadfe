import type { FileBody } from '#main/engine/wire/body-sink.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { member } from '#shared/dropbox/member.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { answerError, isHtml, notDropbox } from '#main/system/http/answer-error.ts';
import { apiArg } from './api-arg.ts';
import { readContentRange } from './content-range.ts';
import type { Endpoint } from '#main/system/http/endpoint.ts';
import type { Bodies, BodyAnswer } from './bodies.ts';
import { networkError } from '#main/system/http/network-error.ts';
import { parsed } from '#main/system/http/read-answer.ts';
import { readBodyAnswer } from './read-body-answer.ts';
import { isStale } from '#main/engine/wire/wire-error.ts';
import type { Session } from './session.ts';

export interface FileRequest {
  /** From the root of the shared folder, with a leading `/`. */
  readonly path: string;
  /** @default 0 */
  readonly offset?: number;
  /** At least 1. @default to the end */
  readonly length?: number;
  readonly signal?: AbortSignal;
}

/** The head of a file's answer with its body, which the caller must read to the end or destroy. */
export interface FileResponse {
  /** 200: the whole file, even if a range was requested. 206: the requested range. */
  readonly status: 200 | 206;
  /** The body's offset in the file: 0 if Dropbox ignored the range. */
  readonly offset: number;
  /** Bytes of the body; null if unknown. */
  readonly bodyBytes: number | null;
  /** Bytes of the whole file by the HTTP headers; null if unknown. */
  readonly totalBytes: number | null;
  /** From Dropbox's metadata; null if there is none. */
  readonly rev: string | null;
  readonly size: number | null;
  /** Map its errors with `mapBodyError`. */
  readonly body: FileBody;
}

export interface OpenFileDeps {
  readonly session: Session;
  readonly bodies: Bodies;
  readonly endpoint: Endpoint;
  readonly clock: Clock;
  readonly redact: (text: string) => string;
  readonly sharedUrl: string;
  /** Empty if the link has none. */
  readonly password: string;
}

/**
 * Requests a file, or a range of it. Resolves with the head; the body streams outside the gate. Throws errors of the
 * network and the server at once: the queue decides when to retry.
 */
export async function openFile(deps: OpenFileDeps, request: FileRequest): Promise<FileResponse> {
  const response = await ask(deps, request, false);
  if (response !== STALE) return response;
  const again = await ask(deps, request, true);
  if (again !== STALE) return again;
  throw new Error('A new connection cannot have been kept for too long.');
}

/** A kept connection was closed before it brought anything. The call counts, and is made again on a new one. */
const STALE = Symbol('a kept connection was closed');

async function ask(
  deps: OpenFileDeps,
  request: FileRequest,
  isFresh: boolean,
): Promise<FileResponse | typeof STALE> {
  const { session, bodies, endpoint, sharedUrl, password } = deps;
  const { path, offset = 0, length, signal } = request;
  const range = rangeOf(offset, length);
  const arg = apiArg({
    url: sharedUrl,
    path,
    ...(password !== '' && { link_password: password }),
  });
  return session.call(async (accessToken) => {
    try {
      const answer = await bodies.open({
        origin: endpoint.contentOrigin,
        path: '/2/sharing/get_shared_link_file',
        headers: {
          authorization: `Bearer ${accessToken}`,
          'dropbox-api-arg': arg,
          // Ranges and sizes must be those of the file, not of a compressed body.
          'accept-encoding': 'identity',
          ...(range !== null && { range }),
        },
        signal,
        isFresh,
      });
      if (answer.status === 200 || answer.status === 206) {
        return accept(answer, path, offset, length);
      }
      const { status } = answer;
      const read = await readBodyAnswer(answer);
      if (status === 416) {
        throw new AppError('range-refused', `${path}: Dropbox has no bytes from ${offset} on.`);
      }
      const { redact, clock } = deps;
      const mapped = answerError(read, { about: 'file', path, redact, nowMs: clock.now() });
      if (mapped instanceof AppError) throw mapped;
      return mapped;
    } catch (error) {
      if (isStale(error)) return STALE;
      throw networkError(error, signal);
    }
  }, signal);
}

function rangeOf(offset: number, length: number | undefined): string | null {
  if (length !== undefined) return `bytes=${offset}-${offset + length - 1}`;
  return offset > 0 ? `bytes=${offset}-` : null;
}

function accept(
  answer: BodyAnswer,
  path: string,
  offset: number,
  length: number | undefined,
): FileResponse {
  const { status, header, body } = answer;
  try {
    const result = header('dropbox-api-result');
    checkSource(answer, result, path);
    const metadata = result === null ? null : parsed(result);
    const rev = member(metadata, 'rev');
    const size = member(metadata, 'size');
    const bodyBytes = wholeNumber(header('content-length'));
    const facts = {
      rev: typeof rev === 'string' ? rev : null,
      size: typeof size === 'number' && Number.isSafeInteger(size) ? size : null,
      bodyBytes,
      body,
    };
    if (status !== 206) return { status: 200, offset: 0, totalBytes: bodyBytes, ...facts };
    const range = readContentRange(header('content-range'));
    const wantedEnd = length === undefined ? Infinity : offset + length;
    // The range may be shorter than requested at the end of the file; a longer one is an error.
    if (range === null || range.offset !== offset || range.end > wantedEnd) {
      throw new AppError(
        'range-refused',
        `${path}: Dropbox sent another range of the file than requested.`,
      );
    }
    return { status: 206, offset, totalBytes: range.totalBytes, ...facts };
  } catch (error) {
    // Nobody will read the body; its rest is not worth a connection.
    body.destroy();
    throw error;
  }
}

/** Dropbox sends metadata with every file, never HTML, and never compresses without being asked. */
function checkSource(answer: BodyAnswer, result: string | null, path: string): void {
  const { status, header } = answer;
  if (result === null && isHtml({ status, header, body: null })) throw notDropbox();
  const encoding = header('content-encoding');
  if (encoding === null || encoding === 'identity') return;
  throw new AppError(
    'not-dropbox',
    `${path}: a system between this computer and Dropbox compresses files (${/^[\w-]{1,20}$/.test(encoding) ? encoding : 'unknown encoding'}), so they cannot be verified. Try without the proxy.`,
  );
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
