import { htmlAnswer, type PlainAnswer } from './answer.ts';
import { SCOPES, type Tokens } from './tokens.ts';

/**
 * `/oauth2/authorize`: asks whether the app may read, and gives it a code. With a redirect_uri on this machine the
 * code travels there with the state; without one it is shown, to be pasted. Only PKCE with S256 is taken.
 */
export function authorizePage(tokens: Tokens, appKey: string, query: URLSearchParams): PlainAnswer {
  const redirectUri = query.get('redirect_uri');
  const codeChallenge = query.get('code_challenge') ?? '';
  const complaint = complaintAbout(query, appKey, redirectUri, codeChallenge);
  if (complaint !== null) return page(400, `<p>${escape(complaint)}</p>`);

  const decision = query.get('decision');
  if (decision === null) return page(200, question(query));
  const scopes = (query.get('scope') ?? SCOPES.join(' '))
    .split(' ')
    .filter((scope) => scope !== '');
  const outcome =
    decision === 'allow'
      ? { code: tokens.grantCode({ redirectUri, codeChallenge, scopes }) }
      : { error: 'access_denied', error_description: 'The user chose not to give access.' };
  if (redirectUri !== null) return redirect(redirectUri, outcome, query.get('state'));
  return page(
    200,
    'code' in outcome
      ? `<p>Copy this code into the app:</p><p><code data-testid="code">${outcome.code}</code></p>`
      : '<p>Access was not given. You can close this page.</p>',
  );
}

function complaintAbout(
  query: URLSearchParams,
  appKey: string,
  redirectUri: string | null,
  codeChallenge: string,
): string | null {
  if (query.get('client_id') !== appKey)
    return 'Unknown client_id: this is not the demo’s app key.';
  if (query.get('response_type') !== 'code') return 'response_type must be code.';
  if (query.get('code_challenge_method') !== 'S256' || codeChallenge === '') {
    return 'PKCE with S256 is needed: code_challenge and code_challenge_method.';
  }
  if (redirectUri !== null && !/^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\//.test(redirectUri)) {
    return 'redirect_uri must lead to this machine.';
  }
  return null;
}

function question(query: URLSearchParams): string {
  const kept = [...query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  return `<p><b>VAST Pilot Downloader</b> would like to read the shared folder of the demo.</p>
<form method="get">${kept}
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Cancel</button></form>`;
}

function redirect(
  redirectUri: string,
  outcome: Readonly<Record<string, string>>,
  state: string | null,
): PlainAnswer {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(outcome)) target.searchParams.set(name, value);
  if (state !== null) target.searchParams.set('state', state);
  return { ...htmlAnswer(302, ''), headers: { Location: target.href } };
}

function page(status: number, content: string): PlainAnswer {
  return htmlAnswer(
    status,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Demo sign-in</title>
<body style="font: 16px sans-serif; max-width: 32em; margin: 4em auto"><h1>Demo of Dropbox’s sign-in</h1>
${content}</body></html>`,
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
