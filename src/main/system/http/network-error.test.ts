import { errors } from 'undici';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { mapBodyError, networkError } from './network-error.ts';

const withCode = (code: string) => Object.assign(new Error(`x ${code}`), { code });
const fetchFailed = (cause: Error) => new TypeError('fetch failed', { cause });

describe('networkError', () => {
  it.each([
    ['ECONNREFUSED', 'network', /could not be reached \(ECONNREFUSED\)/],
    ['ENOTFOUND', 'network', /could not be resolved/],
    ['EAI_AGAIN', 'network', /could not be resolved/],
    ['ECONNRESET', 'network', /broke \(ECONNRESET\)/],
    ['UND_ERR_SOCKET', 'network', /broke/],
    ['UND_ERR_CONNECT_TIMEOUT', 'network', /could not be reached/],
    ['UND_ERR_HEADERS_TIMEOUT', 'stalled', /did not answer in time/],
    ['UND_ERR_BODY_TIMEOUT', 'stalled', /stalled for too long/],
    ['HPE_INVALID_CONSTANT', 'network', /an invalid answer/],
    ['CERT_HAS_EXPIRED', 'not-dropbox', /NODE_EXTRA_CA_CERTS/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'not-dropbox', /another certificate/],
    ['UND_ERR_ABORTED', 'network', /proxy/],
  ])('maps %s to %s, from undici and from fetch', (code, expected, message) => {
    for (const error of [withCode(code), fetchFailed(withCode(code))]) {
      expect(networkError(error)).toMatchObject({
        code: expected,
        message: expect.stringMatching(message),
      });
    }
  });

  it('finds the code of an attempt at several addresses', () => {
    const several = new AggregateError([withCode('ETIMEDOUT'), withCode('ENETUNREACH')]);
    expect(networkError(fetchFailed(several))).toMatchObject({ code: 'network' });
  });

  it('distinguishes our own abort from a broken connection', () => {
    const signal = AbortSignal.abort();
    expect(networkError(signal.reason, signal)).toMatchObject({ code: 'cancelled' });
    const reason = new AppError('folder-gone', 'Unplugged.');
    expect(networkError(withCode('ECONNRESET'), AbortSignal.abort(reason))).toBe(reason);
  });

  it('leaves our own errors and bugs unchanged', () => {
    const appError = new AppError('api', 'x');
    const bug = new TypeError('undefined is not a function');
    const wrong = new errors.InvalidArgumentError('invalid header');
    expect(networkError(appError)).toBe(appError);
    expect(networkError(bug)).toBe(bug);
    expect(networkError(wrong)).toBe(wrong);
  });
});

describe('mapBodyError', () => {
  it.each([
    [new errors.BodyTimeoutError(), 'stalled'],
    [new errors.SocketError('other side closed'), 'network'],
    [withCode('ECONNRESET'), 'network'],
    [new Error('closed'), 'network'],
    ['nonsense', 'network'],
    [AbortSignal.abort().reason, 'cancelled'],
    [new errors.RequestAbortedError(), 'cancelled'],
    [new AppError('corrupt', 'x'), 'corrupt'],
  ])('maps %s to %s', (error, code) => {
    expect(mapBodyError(error).code).toBe(code);
  });
});
