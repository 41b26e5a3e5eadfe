/** All that a client needs to reach a demo. */
export interface DemoConnection {
  /** `http://127.0.0.1:PORT`; the routes `/2/…` and `/oauth2/…` lie below it. */
  readonly endpoint: string;
  readonly sharedUrl: string;
  readonly password: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly appKey: string;
  /** Opens the control routes `/demo/…`, by which tests in other processes ask for faults. */
  readonly controlKey: string;
}

/**
 * A connection as the one line of JSON that `vast-pilot demo-server` prints for other programs. The key to the
 * control routes is in it only where it is asked for.
 */
export function connectionLine(
  connection: DemoConnection,
  options: { readonly withControlKey?: boolean } = {},
): string {
  return JSON.stringify({
    endpoint: connection.endpoint,
    shared_url: connection.sharedUrl,
    password: connection.password,
    access_token: connection.accessToken,
    refresh_token: connection.refreshToken,
    app_key: connection.appKey,
    ...(options.withControlKey === true ? { control_key: connection.controlKey } : {}),
  });
}
