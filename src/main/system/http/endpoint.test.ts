import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { resolveEndpoint } from './endpoint.ts';

describe('resolveEndpoint', () => {
  it.each([undefined, null, '', '  '])('returns Dropbox for %j', (value) => {
    expect(resolveEndpoint(value)).toEqual({
      apiOrigin: 'https://api.dropboxapi.com',
      contentOrigin: 'https://content.dropboxapi.com',
      tokenUrl: 'https://api.dropboxapi.com/oauth2/token',
      isLoopback: false,
    });
  });

  it.each([
    ['http://127.0.0.1:4711', 'http://127.0.0.1:4711'],
    ['http://127.0.0.1:4711/', 'http://127.0.0.1:4711'],
    [' http://127.8.9.10:1 ', 'http://127.8.9.10:1'],
    ['http://localhost:4711', 'http://localhost:4711'],
    ['http://[::1]:4711', 'http://[::1]:4711'],
    ['https://localhost:4711', 'https://localhost:4711'],
    ['http://127.1:4711', 'http://127.0.0.1:4711'],
  ])('lets %j in', (value, origin) => {
    expect(resolveEndpoint(value)).toEqual({
      apiOrigin: origin,
      contentOrigin: origin,
      tokenUrl: `${origin}/oauth2/token`,
      isLoopback: true,
    });
  });

  it.each([
    'https://api.dropboxapi.com',
    'http://example.org',
    'http://127.0.0.1.example.org',
    'http://localhost.example.org:1',
    'http://128.0.0.1:1',
    'http://0.0.0.0:1',
    'http://[::]:1',
    'http://192.168.1.1:1',
    'http://user:QQsecret@127.0.0.1:1',
    'http://127.0.0.1:1@example.org',
    'http://127.0.0.1:1/2',
    'http://127.0.0.1:1?x=QQsecret',
    'ftp://127.0.0.1:1',
    'file:///etc/passwd',
    '127.0.0.1:4711',
    'nonsense',
  ])('refuses %j', (value) => {
    const refusal = () => resolveEndpoint(value);
    expect(refusal).toThrow(expect.objectContaining({ code: 'endpoint-refused' }));
    expect(refusal).toThrow(AppError);
    expect(refusal).toThrow(/VAST_DROPBOX_ENDPOINT is refused: .* http:\/\/127\.0\.0\.1:8080/);
    expect(refusal).not.toThrow(/QQsecret/);
  });
});
