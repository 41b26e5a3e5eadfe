import { resolveEndpoint } from '#main/system/http/endpoint.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type { SignedIn } from './begin-sign-in.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { ConnectionMachine } from './connection-machine.ts';
import { cancelled, keptIn, NO_PROBLEM, problemOf } from './connection-states.ts';
import { type Kept, keptAfter, linkFrom, tokenFrom } from './kept-credentials.ts';
import { type FolderStep, leavesFolder } from './leaves-folder.ts';
import type { Redirected } from './redirect-server.ts';
import type { SigningIn, Target } from './target.ts';

/** The user's commands for the connection to the survey's shared folder, or to the demo. */
export class ConnectionService {
  readonly #deps: ConnectionDeps;
  readonly #machine: ConnectionMachine;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#machine = new ConnectionMachine(deps);
  }

  state(): Versioned<ConnectionState> {
    return this.#machine.state;
  }

  /** With what was typed; a field that is left empty means what is kept of the last attempt. */
  async connect(input: {
    readonly sharedUrl: string;
    readonly password: string;
    readonly accessToken: string;
    readonly remember: boolean;
  }): Promise<void> {
    const kept = this.#kept();
    const credentials = {
      ...linkFrom(input, kept, this.#isLoopback()),
      ...tokenFrom(input.accessToken, kept),
    };
    await this.#toDropbox(credentials, input.remember);
  }

  /** @returns warnings about the text */
  async connectWithConfig(text: string, remember: boolean): Promise<readonly string[]> {
    const { credentials, warnings } = parseConfigFile(text, {
      name: 'dropbox.cfg',
      allowLoopback: this.#isLoopback(),
    });
    await this.#toDropbox(credentials, remember);
    return warnings;
  }

  /**
   * Opens Dropbox's page in the user's browser. It comes back by itself where it can; {@link finishSignIn} takes the
   * code that Dropbox shows.
   */
  async signIn(input: {
    readonly sharedUrl: string;
    readonly password: string;
    readonly remember: boolean;
  }): Promise<void> {
    const link = linkFrom(input, this.#kept(), this.#isLoopback());
    const appKey = this.#deps.appKey();
    if (appKey === '') {
      throw new AppError(
        'bad-usage',
        'Signing in needs the key of a Dropbox app. Put it into Settings, or connect with an access token.',
      );
    }
    const turn = await this.#machine.begin();
    const signIn = await this.#deps.beginSignIn(appKey);
    if (turn !== this.#machine.turn) {
      await signIn.close();
      throw cancelled();
    }
    const signingIn = { ...link, signIn, appKey, remember: input.remember };
    this.#machine.signingIn = signingIn;
    this.#machine.set({
      kind: 'signing-in',
      authorizeUrl: signIn.authorizeUrl,
      comesBackByItself: signIn.comesBack !== null,
    });
    signIn.comesBack?.then((back) => this.#cameBack(signingIn, back)).catch(() => undefined);
    // Where no browser can be opened from here, the address is shown to be opened by hand.
    await this.#deps.openExternal(signIn.authorizeUrl).catch(() => undefined);
  }

  /** @param code or the whole address that the browser was sent to with it */
  async finishSignIn(code: string): Promise<void> {
    const signingIn = this.#machine.signingIn;
    if (signingIn === null) throw new AppError('bad-usage', 'No sign-in is under way.');
    if (code.trim() === '') throw new AppError('bad-input', 'The code is missing.');
    await this.#signedIn(signingIn, await signingIn.signIn.exchangeCode(code));
  }

  /** Gives up the sign-in or the attempt that is under way; does nothing where none is. */
  async cancel(): Promise<void> {
    const { kind } = this.#machine.state.value;
    if (kind !== 'signing-in' && kind !== 'connecting') return;
    const stopped = this.#machine.begin();
    // An attempt has given up the connection before it. Undoing it may take a second, which is not shown.
    if (kind === 'connecting') this.#machine.set(this.#machine.before);
    await stopped;
    if (kind === 'signing-in') this.#machine.set(this.#machine.before);
  }

  /** Connects again with what was used last, or with the saved account that was refused. */
  async retry(): Promise<void> {
    const target = this.#machine.last;
    if (target === null)
      throw new AppError(
        'bad-usage',
        'Nothing to reconnect with. Enter the shared link and connect.',
      );
    const turn = await this.#machine.begin();
    await this.#machine.open(turn, 'dropbox', async () => target);
  }

  async tryDemo(): Promise<void> {
    const { value } = this.#machine.state;
    if (value.kind === 'connected' && value.to === 'demo') return;
    if (value.kind === 'connecting' && value.to === 'demo') {
      await this.#machine.attempt;
      return;
    }
    const turn = await this.#machine.begin();
    await this.#machine.open(turn, 'demo', async () => {
      const { endpoint, sharedUrl, password, accessToken } = await this.#machine.demo.get();
      const credentials = { sharedUrl, password, accessToken, refreshToken: null, appKey: null };
      return { to: 'demo', credentials, endpoint, remember: 'no' };
    });
  }

  /** The built-in listing: without an account, or beside the connection that is there. */
  async justBrowse(): Promise<void> {
    const turn = await this.#machine.begin();
    const { kind } = this.#machine.before;
    if (kind === 'connected' || kind === 'interrupted') {
      await this.#deps.onBrowse();
      this.#machine.check(turn);
      if (this.#machine.state.value !== this.#machine.before)
        this.#machine.set(this.#machine.before);
      return;
    }
    const { kept } = this.#machine.before as Extract<ConnectionState, { kind: 'disconnected' }>;
    await this.#machine.leave();
    await this.#deps.onBrowse();
    this.#machine.check(turn);
    this.#machine.set({ kind: 'browsing', kept });
  }

  async disconnect(): Promise<void> {
    const turn = await this.#machine.begin();
    await this.#machine.leave();
    this.#machine.check(turn);
    this.#machine.last = null;
    this.#machine.set(NO_PROBLEM);
  }

  /**
   * Takes the credentials out of the keychain, and disconnects. Throws AppError where the keychain does not let go
   * of them; then the connection stays.
   */
  async forget(): Promise<void> {
    await this.cancel();
    await this.#machine.saving;
    await this.#machine.account.forget();
    if (this.#machine.connectedTo() !== 'demo') await this.disconnect();
    else this.#machine.set(this.#machine.state.value);
  }

  /** Whether a step would close the connected remote folder. */
  leavesFolder(step: FolderStep): boolean {
    return leavesFolder(step, {
      state: this.#machine.state.value,
      sharedUrl: this.#machine.last?.credentials.sharedUrl ?? '',
      allowLoopback: this.#isLoopback(),
    });
  }

  /** Whether nobody has asked for anything yet. */
  get isUntouched(): boolean {
    return this.#machine.turn === 0;
  }

  /**
   * Connects with the credentials in the keychain, unless Dropbox has refused them. The state shows any failure.
   */
  async restore(): Promise<void> {
    const account = await this.#machine.account.load();
    if (account === null) return;
    if (account === 'unknown' || !this.isUntouched) {
      this.#machine.set(this.#machine.state.value);
      return;
    }
    const { credentials, refusal } = account;
    const { endpoint } = this.#deps;
    const target: Target = { to: 'dropbox', credentials, endpoint, remember: 'is-already' };
    if (refusal !== null) {
      this.#machine.last = target;
      this.#machine.set({ kind: 'disconnected', problem: refusal, kept: keptAfter(refusal.code) });
      return;
    }
    const turn = await this.#machine.begin();
    await this.#machine.open(turn, 'dropbox', async () => target).catch(() => undefined);
  }

  /** Opens again what is open, or was until it was interrupted: another engine knows nothing of it. */
  async reconnect(): Promise<void> {
    const opened = this.#machine.connectedTo() === null ? null : this.#machine.opened;
    if (opened === null) return;
    await this.#machine.open(await this.#machine.begin(), opened.to, async () => opened);
  }

  /** The engine heard from Dropbox that no call may be made until the user does something. */
  stopped({ code, message }: Failure): void {
    const problem = { code, message };
    const to = this.#machine.connectedTo();
    const { kind } = this.#machine.state.value;
    if (to !== null) this.#machine.set(this.#machine.interrupted(to, problem));
    else if (kind === 'connecting') this.#machine.stopped = problem;
    else if (kind === 'signing-in' && this.#machine.before.kind === 'connected') {
      this.#machine.before = this.#machine.interrupted(this.#machine.before.to, problem);
    }
  }

  async close(): Promise<void> {
    this.#machine.turn += 1;
    await this.#machine.signingIn?.signIn.close();
    await this.#machine.demo.close();
  }

  /** Handles the redirect from Dropbox. No caller waits for a result, so the state shows any failure. */
  async #cameBack(signingIn: SigningIn, back: Redirected): Promise<void> {
    if (this.#machine.signingIn !== signingIn) return;
    if (back.kind === 'refused') {
      await this.cancel();
      return;
    }
    const turn = this.#machine.turn;
    try {
      await this.#signedIn(signingIn, await signingIn.signIn.exchangeCode(back.code));
    } catch (error) {
      if (turn !== this.#machine.turn) return;
      await this.#machine.begin();
      const { kind } = this.#machine.before;
      const isStillOpen = kind === 'connected' || kind === 'interrupted';
      const kept = keptIn(this.#machine.before);
      this.#machine.set(
        isStillOpen
          ? this.#machine.before
          : { kind: 'disconnected', problem: problemOf(error), kept },
      );
    }
  }

  async #signedIn(signingIn: SigningIn, { accessToken, refreshToken }: SignedIn): Promise<void> {
    if (this.#machine.signingIn !== signingIn) throw cancelled();
    const { sharedUrl, password, appKey, remember } = signingIn;
    const credentials = { sharedUrl, password, accessToken, refreshToken, appKey };
    await this.#toDropbox(credentials, remember);
  }

  #isLoopback(): boolean {
    return resolveEndpoint(this.#deps.endpoint).isLoopback;
  }

  #kept(): Kept | null {
    const parts = keptIn(this.#machine.state.value);
    const credentials = this.#machine.last?.credentials;
    return parts === undefined || credentials === undefined ? null : { credentials, parts };
  }

  async #toDropbox(credentials: Credentials, remember: boolean): Promise<void> {
    const { endpoint } = this.#deps;
    const turn = await this.#machine.begin();
    const target: Target = {
      to: 'dropbox',
      credentials,
      endpoint,
      remember: remember ? 'yes' : 'no',
    };
    await this.#machine.open(turn, 'dropbox', async () => target);
  }
}
