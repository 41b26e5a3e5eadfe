/** The system's place for secrets. `set`, `get` and `delete` reject where it refuses. */
export interface Keychain {
  /** Whether it answers. Asked once; a keychain that is locked later refuses call by call. */
  available(): Promise<boolean>;
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  delete(account: string): Promise<void>;
}
