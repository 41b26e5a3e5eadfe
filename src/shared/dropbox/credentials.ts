/** What opens the survey's folder. Every value but the app key is a secret. */
export interface Credentials {
  /** The link as its owner gave it out. */
  readonly sharedUrl: string;
  /** Empty where the link has none. */
  readonly password: string;
  /** Lives about four hours. */
  readonly accessToken: string | null;
  /** Lives until the user revokes it; needs the app key that it was made for. */
  readonly refreshToken: string | null;
  readonly appKey: string | null;
}

/** Whether a token for a call can be had: one is there, or one can be fetched. */
export function canSignIn(
  credentials: Pick<Credentials, 'accessToken' | 'refreshToken' | 'appKey'>,
): boolean {
  const { accessToken, refreshToken, appKey } = credentials;
  return accessToken !== null || (refreshToken !== null && appKey !== null);
}
