/** The system's place for secrets. `set`, `get` and `delete` reject where it refuses, or does not answer in time. */
export interface Keychain {
  /** Whether it answers now: one that asks its user to be unlocked may answer later. */
  available(): Promise<boolean>;
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  /** @returns whether it was there: false also without a keychain, and from one that is locked and can't ask its user */
  delete(account: string): Promise<boolean>;
}
