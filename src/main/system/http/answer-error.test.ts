import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode, stopsEverything } from '#shared/errors/app-error.ts';
import type { Asked } from './answer.ts';
import { answerError, TOKEN_EXPIRED } from './answer-error.ts';
import { errorBody } from '#main/engine/dropbox/testing/replies.ts';

const nowMs = Date.UTC(2026, 10, 23);
const redact = (text: string) => text.replaceAll('QQsecret', '[secret]');

interface Given {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly about?: Asked['about'];
  readonly path?: string;
}

function mapped({
  status,
  body = '',
  headers = {},
  about = 'file',
  path = '/EPOCH01/a.fits',
}: Given) {
  return answerError(
    { status, header: (name) => headers[name] ?? null, body },
    { about, path, redact, nowMs },
  );
}

function error(given: Given): AppError {
  const result = mapped(given);
  if (result === TOKEN_EXPIRED) throw new Error('It is an expired token.');
  return result;
}

const html = { 'content-type': 'text/html; charset=utf-8' };

describe('answerError', () => {
  const cases: readonly (readonly [Given, ErrorCode, RegExp])[] = [
    [{ status: 429 }, 'rate-limited', /pause/],
    [{ status: 429, body: 'too many', headers: html }, 'rate-limited', /pause/],
    [{ status: 500, body: '<html>', headers: html }, 'server-error', /HTTP 500/],
    [{ status: 503 }, 'server-error', /HTTP 503/],
    [{ status: 511, body: '<html>', headers: html }, 'not-dropbox', /did not come from Dropbox/],
    [{ status: 302, headers: { location: 'http://login' } }, 'not-dropbox', /sign-in page/],
    [
      { status: 404, body: '<!DOCTYPE html><p>', headers: html },
      'not-dropbox',
      /a system in between/,
    ],
    [{ status: 403, body: ' <html>blocked' }, 'not-dropbox', /a system in between/],
    [{ status: 407 }, 'network', /proxy/],
    [{ status: 401, body: errorBody('invalid_access_token') }, 'sign-in-invalid', /does not know/],
    [{ status: 401, body: errorBody('user_suspended') }, 'sign-in-invalid', /suspended/],
    [{ status: 401, body: 'nonsense' }, 'sign-in-invalid', /nonsense/],
    [
      { status: 401, body: { error: { '.tag': 'missing_scope', required_scope: 'sharing.read' } } },
      'scope-missing',
      /permission "sharing\.read"/,
    ],
    [
      { status: 401, body: { error: { '.tag': 'missing_scope', required_scope: { a: 1 } } } },
      'scope-missing',
      /lacks the permission\. /,
    ],
    [{ status: 403, body: errorBody('access_error') }, 'sign-in-invalid', /access_error/],
    [
      {
        status: 400,
        body: 'Error in call to API function "files/list_folder": Your app is not permitted to access this endpoint because it does not have the required scope \'files.metadata.read\'.',
      },
      'scope-missing',
      /"files\.metadata\.read"/,
    ],
    [
      { status: 400, body: 'The given OAuth 2 access token is malformed.' },
      'sign-in-invalid',
      /does not know this access token/,
    ],
    [
      { status: 400, body: 'request body: QQsecret?' },
      'api',
      /HTTP 400: request body: \[secret\]\?/,
    ],
    [
      { status: 400, about: 'token', body: { error: 'invalid_grant', error_description: 'x' } },
      'sign-in-revoked',
      /Sign in again/,
    ],
    [
      { status: 400, about: 'token', body: { error: 'invalid_client_id' } },
      'sign-in-invalid',
      /invalid_client_id.*app key/,
    ],
    [
      { status: 409, about: 'link', path: '', body: errorBody('shared_link_access_denied') },
      'link-denied',
      /^Wrong password\. .*this program made only one/,
    ],
    [
      { status: 409, body: errorBody('shared_link_access_denied') },
      'link-denied',
      /no longer accepts/,
    ],
    [
      { status: 409, about: 'link', path: '', body: errorBody('shared_link_not_found') },
      'link-not-found',
      /knows no such shared link/,
    ],
    [
      { status: 409, body: errorBody('shared_link_not_found') },
      'path-not-found',
      /^\/EPOCH01\/a\.fits is not in the shared folder/,
    ],
    [
      { status: 409, about: 'folder', path: '', body: errorBody('path', 'not_found') },
      'link-not-found',
      /no such shared link/,
    ],
    [
      { status: 409, about: 'folder', path: '/X', body: errorBody('path', 'not_found') },
      'path-not-found',
      /^\/X is not in/,
    ],
    [{ status: 409, body: { error_summary: 'path/not_found/...' } }, 'path-not-found', /is not in/],
    [{ status: 409, body: errorBody('shared_link_is_directory') }, 'path-not-found', /is a folder/],
    [
      { status: 409, about: 'folder', body: errorBody('path', 'not_folder') },
      'path-not-found',
      /is a file/,
    ],
    [
      { status: 409, body: errorBody('path', 'malformed_path') },
      'path-not-found',
      /path like this/,
    ],
    [{ status: 409, body: errorBody('path', 'restricted_content') }, 'path-not-found', /blocked/],
    [
      { status: 409, about: 'link', body: errorBody('unsupported_link_type') },
      'link-unsupported',
      /link/,
    ],
    [
      { status: 409, about: 'link', body: errorBody('shared_link_malformed') },
      'link-not-found',
      /Copy/,
    ],
    [{ status: 409, body: errorBody('reset') }, 'cursor-reset', /listed again/],
    [{ status: 409, body: errorBody('shared_link_disabled') }, 'link-disabled', /24 hours/],
    [{ status: 409, body: errorBody('other', 'too_much_traffic') }, 'link-disabled', /24 hours/],
    [
      { status: 409, body: errorBody('something_new', 'deep') },
      'api',
      /unknown error \(something_new\/deep\)/,
    ],
    [{ status: 409, body: null }, 'api', /unknown error \(HTTP 409\)/],
    [{ status: 418, body: '' }, 'api', /HTTP 418/],
  ];

  it.each(cases)('maps %j to %s', (given, code, message) => {
    expect(error(given)).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('recognises an expired token, which is not an error yet', () => {
    expect(mapped({ status: 401, body: errorBody('expired_access_token') })).toBe(TOKEN_EXPIRED);
  });

  it('passes on the delay that Dropbox asks for', () => {
    const body = { error: { reason: { '.tag': 'too_many_requests' }, retry_after: 300 } };
    expect(error({ status: 429, body }).retryAfterMs).toBe(300_000);
    expect(error({ status: 429, headers: { 'retry-after': '15' } }).retryAfterMs).toBe(15_000);
    expect(error({ status: 429, body: 'slow down' }).retryAfterMs).toBeNull();
    expect(error({ status: 503, headers: { 'retry-after': '7' } }).retryAfterMs).toBe(7_000);
  });

  it('turns any failure into a few sentences without secrets', () => {
    const texts = fc.oneof(fc.string(), fc.constantFrom('QQsecret', 'path', 'not_found', 'a\nb\0'));
    const bodies = fc.oneof(
      texts,
      fc.jsonValue(),
      fc.array(texts, { minLength: 1, maxLength: 4 }).map((tags) => errorBody(...tags)),
      texts.map((text) => ({ error_summary: text, error: text })),
    );
    const given = fc.record({
      status: fc.integer({ min: 300, max: 599 }),
      body: bodies,
      about: fc.constantFrom('link', 'folder', 'file', 'token'),
      path: fc.constantFrom('', '/EPOCH01'),
    });
    fc.assert(
      fc.property(given, (answer) => {
        const result = mapped(answer);
        if (result === TOKEN_EXPIRED) return;
        expect(result).toBeInstanceOf(AppError);
        expect(result.message).not.toMatch(/QQsecret|\n|\0/);
        expect(result.message.length).toBeGreaterThan(20);
        expect(result.message.length).toBeLessThan(500);
      }),
    );
  });

  it('stops all calls for an invalid link or sign-in, and for nothing else', () => {
    for (const [given, code] of cases) {
      expect([given.status, stopsEverything(error(given).code)]).toEqual([
        given.status,
        /^(link|sign-in|scope)-/.test(code),
      ]);
    }
  });
});
