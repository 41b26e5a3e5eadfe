import { resolveEndpoint } from '#main/system/http/endpoint.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { ConnectionMachine } from './connection-machine.ts';
import { keptIn, NO_PROBLEM, WITHHELD } from './connection-states.ts';
import { type Kept, keptAfter, linkFrom, tokenFrom } from './kept-credentials.ts';
import { type FolderStep, leavesFolder } from './leaves-folder.ts';
import { SignInFlow } from './sign-in-flow.ts';
import type { Target } from './target.ts';

/** The user's commands for the connection to the survey's shared folder, or to the demo. */
export class ConnectionService {
  readonly #deps: ConnectionDeps;
  readonly #machine: ConnectionMachine;
  readonly #signInFlow: SignInFlow;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#machine = new ConnectionMachine(deps);
    this.#signInFlow = new SignInFlow(deps, this.#machine, {
      onSignedIn: (credentials, remember) => this.#toDropbox(credentials, remember),
      onRefused: () => this.cancel(),
    });
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
    await this.#signInFlow.begin(appKey, { ...link, remember: input.remember });
  }

  /** @param code or the whole address that the browser was sent to with it */
  async finishSignIn(code: string): Promise<void> {
    await this.#signInFlow.finish(code);
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
      await this.#machine.latest.ended();
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
      this.#machine.latest.check(turn);
      if (this.#machine.state.value !== this.#machine.before)
        this.#machine.set(this.#machine.before);
      return;
    }
    const { kept } = this.#machine.before as Extract<ConnectionState, { kind: 'disconnected' }>;
    await this.#machine.leave();
    await this.#deps.onBrowse();
    this.#machine.latest.check(turn);
    this.#machine.set({ kind: 'browsing', kept });
  }

  async disconnect(): Promise<void> {
    const turn = await this.#machine.begin();
    await this.#machine.leave();
    this.#machine.latest.check(turn);
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
    return this.#machine.latest.number === 0;
  }

  /**
   * Connects with the credentials in the keychain, unless Dropbox has refused them. The state shows any failure.
   */
  async restore(): Promise<void> {
    const account = await this.#machine.account.load();
    if (account === null) return;
    if (typeof account === 'string' || !this.isUntouched) {
      const isWithheld = account === 'withheld' && this.isUntouched;
      const { value } = this.#machine.state;
      this.#machine.set(isWithheld ? { kind: 'disconnected', problem: WITHHELD } : value);
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
    this.#machine.latest.begin();
    await this.#machine.signingIn?.signIn.close();
    await this.#machine.demo.close();
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
