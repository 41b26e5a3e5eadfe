/** The system's place for secrets. `set`, `get` and `delete` reject where it refuses, or does not answer in time. */
export interface Keychain {
  /** Whether it answers now: one that asks its user to be unlocked may answer later. */
  available(): Promise<boolean>;
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  /** Also resolves where there is no such account, or no keychain that could hold one. */
  delete(account: string): Promise<void>;
}
