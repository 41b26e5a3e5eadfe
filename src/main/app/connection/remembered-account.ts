import type { SavedAccount, SavedCredentials } from '#main/app/credentials/saved-credentials.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';

/** What is known of the account in the keychain, and what is on its way there. */
export class RememberedAccount {
  readonly #saved: SavedCredentials;
  #holds: 'nothing' | 'account' | 'refused' = 'nothing';
  #writing: Promise<unknown> = Promise.resolve();

  constructor(saved: SavedCredentials) {
    this.#saved = saved;
  }

  /** Whether there is something to forget. */
  get isThere(): boolean {
    return this.#holds !== 'nothing';
  }

  get isRefused(): boolean {
    return this.#holds === 'refused';
  }

  /**
   * Null where nothing is saved. `unknown` where the keychain stays silent, and `withheld` where it does not give back
   * what was saved: then it may hold something.
   */
  async load(): Promise<SavedAccount | 'unknown' | 'withheld' | null> {
    const account = await this.#saved.load().catch(() => 'unknown' as const);
    if (account === null) return null;
    this.#holds = typeof account !== 'string' && account.refusal !== null ? 'refused' : 'account';
    return account;
  }

  /** @returns whether the credentials will be there at the next start. Never rejects, and may take seconds. */
  async save(credentials: Credentials): Promise<boolean> {
    const saving = this.#saved.save(credentials);
    this.#writing = saving;
    const result = await saving;
    // What a slow keychain stores in the end must be possible to forget.
    if (result !== 'not-saved') this.#holds = 'account';
    return result === 'saved';
  }

  /** The account is not tried again by the next start. */
  noteRefusal(problem: ConnectionProblem): void {
    this.#holds = 'refused';
    this.#writing = this.#saved.markRefused(problem);
  }

  /** Throws AppError where the keychain does not let go of it. */
  async forget(): Promise<void> {
    await this.#writing;
    await this.#saved.forget();
    this.#holds = 'nothing';
  }
}
