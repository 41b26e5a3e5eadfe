import { createHash, randomBytes } from 'node:crypto';
import { jsonAnswer, type PlainAnswer, Refusal, textAnswer } from './answer.ts';
import type { TaggedError } from './tagged-error.ts';

/** What the client's app may ask for. */
export const SCOPES: readonly string[] = [
  'account_info.read',
  'files.metadata.read',
  'sharing.read',
];

/** What a user granted on the authorize page, kept until the code is exchanged. */
interface Grant {
  readonly redirectUri: string | null;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
}

/** Who may call: access tokens, refresh tokens and the codes that are exchanged for them. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Refuses a call whose Authorization header doesn't hold a good token with that scope. */
  check(authorization: string | undefined, scope: string): void;
  /** A one-time code for a grant. */
  grantCode(grant: Grant): string;
  /** `POST /oauth2/token`: a form in, tokens out. */
  exchange(form: URLSearchParams): PlainAnswer;
  /** All access tokens handed out so far have expired from now on. */
  expireAccessTokens(): void;
  /** All refresh tokens handed out so far count for nothing from now on. */
  revokeRefreshTokens(): void;
}

export interface TokensOptions {
  readonly appKey: string;
  readonly lifetimeSeconds: number;
  readonly scopes: readonly string[];
  /** The first access token. @default one that nobody else has */
  readonly accessToken: string | undefined;
  readonly taggedError: TaggedError;
}

interface AccessToken {
  readonly scopes: readonly string[];
  expiresAtMs: number;
}

export function createTokens(options: TokensOptions): Tokens {
  const { appKey, lifetimeSeconds, taggedError } = options;
  const accessTokens = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, readonly string[]>();
  const codes = new Map<string, Grant>();

  // Not drawn from the seed: other users of the machine know that, too.
  const letters = (count: number): string =>
    Array.from(randomBytes(count), (byte) => (byte % 36).toString(36)).join('');
  const issueAccess = (scopes: readonly string[], token = `sl.demo-${letters(40)}`): string => {
    accessTokens.set(token, { scopes, expiresAtMs: Date.now() + 1000 * lifetimeSeconds });
    return token;
  };
  const issueRefresh = (scopes: readonly string[]): string => {
    const token = `demo-refresh-${letters(40)}`;
    refreshTokens.set(token, scopes);
    return token;
  };

  const tokenAnswer = (scopes: readonly string[], refreshToken?: string): PlainAnswer =>
    jsonAnswer({
      access_token: issueAccess(scopes),
      token_type: 'bearer',
      expires_in: lifetimeSeconds,
      scope: scopes.join(' '),
      ...(refreshToken === undefined
        ? {}
        : { refresh_token: refreshToken, uid: '1', account_id: ACCOUNT_ID }),
    });

  const exchangeCode = (form: URLSearchParams): PlainAnswer => {
    const code = form.get('code') ?? '';
    const grant = codes.get(code);
    codes.delete(code);
    if (grant === undefined)
      return oauthError('invalid_grant', "code doesn't exist or has expired");
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== grant.codeChallenge) {
      return oauthError('invalid_grant', 'invalid code verifier');
    }
    if (form.get('redirect_uri') !== grant.redirectUri) {
      return oauthError('invalid_grant', 'redirect_uri mismatch');
    }
    return tokenAnswer(grant.scopes, issueRefresh(grant.scopes));
  };

  const exchangeRefreshToken = (form: URLSearchParams): PlainAnswer => {
    const scopes = refreshTokens.get(form.get('refresh_token') ?? '');
    return scopes === undefined ? INVALID_GRANT : tokenAnswer(scopes);
  };

  return {
    accessToken: issueAccess(options.scopes, options.accessToken),
    refreshToken: issueRefresh(options.scopes),
    check(authorization, scope) {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) {
        throw new Refusal(textAnswer(400, 'Must provide HTTP header "Authorization".'));
      }
      const known = accessTokens.get(token);
      if (known === undefined) {
        throw new Refusal(
          token.startsWith('sl.')
            ? taggedError('invalid_access_token', 401)
            : textAnswer(400, 'The given OAuth 2 access token is malformed.'),
        );
      }
      if (known.expiresAtMs <= Date.now()) {
        throw new Refusal(taggedError('expired_access_token', 401));
      }
      if (!known.scopes.includes(scope)) {
        throw new Refusal(taggedError('missing_scope', 401, { required_scope: scope }));
      }
    },
    grantCode(grant) {
      const code = `demo-code-${letters(30)}`;
      codes.set(code, grant);
      return code;
    },
    exchange(form) {
      if (form.get('client_id') !== appKey) {
        return oauthError('invalid_client', 'client_id is not known');
      }
      const exchanges: Readonly<Record<string, typeof exchangeCode>> = {
        authorization_code: exchangeCode,
        refresh_token: exchangeRefreshToken,
      };
      return (
        exchanges[form.get('grant_type') ?? '']?.(form) ??
        oauthError('unsupported_grant_type', 'unsupported grant_type')
      );
    },
    expireAccessTokens() {
      for (const token of accessTokens.values()) token.expiresAtMs = 0;
    },
    revokeRefreshTokens: () => refreshTokens.clear(),
  };
}

/** The demo's only user. */
export const ACCOUNT_ID = 'dbid:AADemoDemoDemoDemoDemoDemoDemoDemoD';

function oauthError(error: string, description: string): PlainAnswer {
  return jsonAnswer({ error, error_description: description }, 400);
}

/** What a revoked refresh token gets. */
export const INVALID_GRANT: PlainAnswer = oauthError(
  'invalid_grant',
  'refresh token is invalid or revoked',
);
