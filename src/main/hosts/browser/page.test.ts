import { describe, expect, it } from 'vitest';
import { SECRET_FILE, SCRIPT, host, ask, tokenPath, ownHost, signIn } from './testing/tiny-host.ts';

describe('the page', () => {
  it('is at an address with a token, which becomes a cookie', async () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const exchanged = await ask(tokenPath());
    expect(exchanged.status).toBe(303);
    expect(exchanged.headers.location).toBe('/');
    expect(exchanged.headers['set-cookie']).toEqual([
      expect.stringMatching(/; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    const Cookie = exchanged.headers['set-cookie']![0]!.split(';')[0]!;
    const page = await ask('/', { Cookie });
    expect(page).toMatchObject({ status: 200, body: '<title>page</title>' });
    expect(page.headers['cache-control']).toBe('no-store');
    const script = await ask('/assets/index-abc.js', { Cookie });
    expect(script).toMatchObject({ status: 200, body: SCRIPT });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
  });

  it('is reached through a tunnel whose near end has another port', async () => {
    for (const Host of ['127.0.0.1:9', 'localhost:9', '[::1]:9']) {
      const Cookie = await signIn({ Host });
      expect((await ask('/', { Host, Cookie })).status).toBe(200);
    }
  });

  it('shows without a cookie only what to open', async () => {
    for (const path of ['/', '/index.html', '/assets/index-abc.js', '/nowhere', '/?other=1']) {
      const reply = await ask(path);
      expect(reply.status).toBe(403);
      expect(reply.body).toContain('address that <code>vast-pilot serve</code> printed');
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });

  it('refuses a wrong token, and repeats nothing of it', async () => {
    for (const token of ['', 'wrong', `${tokenPath().slice(8)}x`, '%E0%A4%A', '<script>']) {
      const reply = await ask(`/?token=${encodeURI(token)}`);
      expect(reply.status).toBe(403);
      expect(reply.body).not.toContain('<script>');
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });

  it('is not for a name that DNS was made to point here', async () => {
    const Cookie = await signIn();
    const Host = `attacker.example:${host.port}`;
    expect((await ask(tokenPath(), { Host })).status).toBe(403);
    expect((await ask('/', { Host, Cookie })).status).toBe(403);
  });

  it('is not for pages of other origins', async () => {
    const Cookie = await signIn();
    for (const Origin of ['http://attacker.example', 'http://127.0.0.1:9', 'null']) {
      expect((await ask('/', { Origin, Cookie })).status).toBe(403);
    }
    const Origin = `http://${ownHost()}`;
    expect((await ask('/', { Origin, Cookie })).status).toBe(200);
  });

  it.each([
    `/../${SECRET_FILE}`,
    `/assets/../../${SECRET_FILE}`,
    `/%2e%2e/${SECRET_FILE}`,
    `/..%2f${SECRET_FILE}`,
    `/..\\${SECRET_FILE}`,
    `//${SECRET_FILE}`,
    '/assets',
    '/assets/',
    '/%00',
    '/%E0%A4%A',
    '/__proto__',
    'http://attacker.example/index.html',
  ])('gives nothing for %s', async (path) => {
    const Cookie = await signIn();
    const reply = await ask(path, { Cookie });
    expect(reply.status).toBe(404);
    expect(reply.body).not.toContain('not for you');
  });

  it('answers GET and HEAD alone', async () => {
    const Cookie = await signIn();
    const head = await ask('/', { Cookie }, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('19');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      const reply = await ask('/', { Cookie }, method);
      expect(reply.status).toBe(405);
      expect(reply.headers.allow).toBe('GET, HEAD');
    }
  });

  it('comes with a strict policy, refusals too', async () => {
    const Cookie = await signIn();
    for (const reply of [await ask('/', { Cookie }), await ask('/'), await ask(tokenPath())]) {
      const policy = reply.headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(reply.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });
});
