import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { apiArg } from './api-arg.ts';
import { createDropbox } from './dropbox.ts';
import { CONTINUE, errorBody, folderMetadata, METADATA, page, TOKEN } from './testing/replies.ts';
import { type Reply, startScriptedServer } from './testing/scripted-server.ts';
import { InstantClock } from './testing/instant-clock.ts';

const SECRETS = {
  sharedUrl: 'https://www.dropbox.com/scl/fo/QQfolder/QQkey?rlkey=QQrlkey&dl=0',
  password: 'QQ "passQQ\\word", %#=üQQ',
  accessToken: 'sl.QQaccess-token',
  refreshToken: 'QQrefresh/token+1',
  appKey: 'app-key',
};
const secrets = [SECRETS.password, SECRETS.sharedUrl, 'QQ'];

/** Anything that a server may write after it has read our calls. */
const echo = fc.constantFrom(
  SECRETS.sharedUrl,
  SECRETS.password,
  SECRETS.accessToken,
  SECRETS.refreshToken,
  encodeURIComponent(SECRETS.password),
  JSON.stringify({ link_password: SECRETS.password, url: SECRETS.sharedUrl }),
  apiArg({ link_password: SECRETS.password, url: SECRETS.sharedUrl }),
  `grant_type=refresh_token&refresh_token=${encodeURIComponent(SECRETS.refreshToken)}`,
  `Authorization: Bearer ${SECRETS.accessToken}`,
  'sl.QQnew-token',
);
const body = fc.oneof(
  echo,
  echo.map((text) => `Error in call to API function: could not decode ${text}`),
  echo.map((text) => `<!DOCTYPE html><title>${text}</title>`),
  echo.map((text) => ({ error_summary: `${text}/..`, error: { '.tag': text } })),
  echo.map((text) => errorBody('path', text)),
  echo.map((text) => ({ error: text, error_description: text, user_message: { text } })),
  echo.map((text) => ({ error: { '.tag': 'missing_scope', required_scope: text } })),
  echo.map((text) => ({ [text]: text })),
  fc.constant(errorBody('expired_access_token')),
);
const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    status: fc.constantFrom(200, 206, 302, 400, 401, 403, 404, 407, 409, 416, 500),
    headers: fc.record({
      'content-type': fc.constantFrom('application/json', 'text/html', 'text/plain'),
      'x-echo': fc.constant(encodeURIComponent(SECRETS.sharedUrl)),
      location: fc.constant('http://127.0.0.1:9/QQ'),
    }),
    body,
  }),
  fc.constant<Reply>((response) => void response.destroy()),
);

it('no error contains a secret, whatever the server writes', async () => {
  let replies: Readonly<Record<'link' | 'token' | 'other', Reply>>;
  const server = await startScriptedServer(({ route, index }) => {
    if (route === METADATA) return replies.link;
    if (route === TOKEN) return replies.token;
    return route === CONTINUE && index % 2 === 0 ? page([]) : replies.other;
  });
  const newToken: Reply = { body: { access_token: 'sl.QQnew-token', expires_in: 14_400 } };
  const given = fc.record({
    link: fc.oneof(fc.constant(folderMetadata), reply),
    token: fc.oneof(fc.constant(newToken), reply),
    other: reply,
  });
  let failures = 0;
  try {
    await fc.assert(
      fc.asyncProperty(given, async (next) => {
        replies = next;
        const dropbox = createDropbox({
          credentials: SECRETS,
          endpoint: server.url,
          clock: new InstantClock(),
        });
        const thrown: unknown[] = [];
        const keep = (error: unknown) => void thrown.push(error);
        const link = await dropbox.openLink().catch(keep);
        if (link) {
          await link.listFolder('/X').catch(keep);
          const file = await link.openFile({ path: '/Y', offset: 5 }).catch(keep);
          file?.body.destroy();
        }
        await dropbox.close();
        failures += thrown.length;
        const told = [...thrown, dropbox, link].flatMap((value) => [
          inspect(value, { depth: Infinity, showHidden: true }),
          JSON.stringify(value) ?? '',
          value instanceof Error ? `${value.message}${value.stack}${String(value.cause)}` : '',
        ]);
        for (const text of told) {
          for (const secret of secrets) expect(text).not.toContain(secret);
        }
      }),
      { numRuns: 150 },
    );
  } finally {
    await server.close();
  }
  expect(failures).toBeGreaterThan(50);
});
