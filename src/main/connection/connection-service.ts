import { resolveEndpoint } from '#main/dropbox/endpoint.ts';
import type { SavedCredentials } from '#main/credentials/saved-credentials.ts';
import type { WorkerDemo } from '#main/demo/demo-in-worker.ts';
import type { EngineClient } from '#main/engine/start-engine.ts';
import type { Redactor } from '#main/log/redact.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type {
  ConnectedTo,
  ConnectionProblem,
  ConnectionState,
} from '#shared/ipc/connection-state.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type { PendingSignIn, SignedIn } from './begin-sign-in.ts';
import type { Redirected } from './redirect-server.ts';
import { typedLink, typedToken } from './credentials-of.ts';

/** A folder that was just opened. */
export interface OpenedFolder {
  readonly to: ConnectedTo;
  readonly name: string;
  /** A secret: for a key to what is stored of this link, and nothing else. */
  readonly sharedUrl: string;
}

export interface ConnectionDeps {
  readonly engine: Pick<EngineClient, 'call'>;
  readonly saved: SavedCredentials;
  readonly redactor: Redactor;
  /** The value of `VAST_DROPBOX_ENDPOINT`; null for Dropbox itself. */
  readonly endpoint: string | null;
  readonly appKey: () => string;
  readonly startDemo: () => Promise<WorkerDemo>;
  readonly beginSignIn: (appKey: string) => Promise<PendingSignIn>;
  readonly openExternal: (url: string) => Promise<void>;
  /** The proxy that the system has set. */
  readonly systemProxy: () => Promise<string | null>;
  readonly onState: (state: Versioned<ConnectionState>) => void;
  /** Is awaited before the present connection is given up. */
  readonly onLeaving: () => Promise<void>;
  /** Is awaited before `connected` is told. */
  readonly onOpened: (folder: OpenedFolder) => Promise<void>;
  /** Is awaited before it is told that there is no connection any more, by the user's wish. */
  readonly onClosed: (why: 'browse' | 'disconnect') => Promise<void>;
}

interface Target {
  readonly to: ConnectedTo;
  readonly credentials: Credentials;
  readonly endpoint: string | null;
  readonly remember: 'yes' | 'no' | 'is-already';
}

interface SigningIn extends Pick<Credentials, 'sharedUrl' | 'password'> {
  readonly signIn: PendingSignIn;
  readonly appKey: string;
  readonly remember: boolean;
}

const NO_PROBLEM: ConnectionState = { kind: 'disconnected', problem: null };

/**
 * The way to the survey's folder, as a state machine. Whatever is asked for last counts: what was under way is
 * stopped first. Credentials go to the engine and, where the user asks for it, to the keychain; no state holds any.
 */
export class ConnectionService {
  readonly #deps: ConnectionDeps;
  #state: Versioned<ConnectionState> = { revision: 1, value: NO_PROBLEM };
  /** Where a sign-in or an attempt that is given up leads back to. */
  #before: ConnectionState = NO_PROBLEM;
  /** What is open, or was until it was interrupted. */
  #opened: Target | null = null;
  #signingIn: SigningIn | null = null;
  #demo: WorkerDemo | null = null;
  #turn = 0;
  #attempt: Promise<unknown> = Promise.resolve();

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  state(): Versioned<ConnectionState> {
    return this.#state;
  }

  async connect(input: {
    readonly sharedUrl: string;
    readonly password: string;
    readonly accessToken: string;
    readonly remember: boolean;
  }): Promise<void> {
    const credentials = {
      ...typedLink(input, this.#isLoopback()),
      accessToken: typedToken(input.accessToken),
      refreshToken: null,
      appKey: null,
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
    const link = typedLink(input, this.#isLoopback());
    const appKey = this.#deps.appKey();
    if (appKey === '') {
      throw new AppError(
        'bad-usage',
        'Signing in needs the key of a Dropbox app. Put it into Settings, or connect with an access token.',
      );
    }
    const turn = await this.#begin();
    const signIn = await this.#deps.beginSignIn(appKey);
    if (turn !== this.#turn) {
      await signIn.close();
      throw cancelled();
    }
    const signingIn = { ...link, signIn, appKey, remember: input.remember };
    this.#signingIn = signingIn;
    this.#set({
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
    const signingIn = this.#signingIn;
    if (signingIn === null) throw new AppError('bad-usage', 'No sign-in is under way.');
    if (code.trim() === '') throw new AppError('bad-input', 'The code is missing.');
    await this.#signedIn(signingIn, await signingIn.signIn.exchangeCode(code));
  }

  /** Gives up the sign-in or the attempt that is under way; does nothing where none is. */
  async cancel(): Promise<void> {
    const { kind } = this.#state.value;
    if (kind !== 'signing-in' && kind !== 'connecting') return;
    await this.#begin();
    this.#set(this.#before);
  }

  async tryDemo(): Promise<void> {
    const turn = await this.#begin();
    this.#set({ kind: 'connecting', to: 'demo' });
    try {
      this.#demo ??= await this.#deps.startDemo();
    } catch (error) {
      this.#failed(turn, error);
    }
    this.#check(turn);
    const { endpoint, sharedUrl, password, accessToken } = this.#demo;
    const credentials = { sharedUrl, password, accessToken, refreshToken: null, appKey: null };
    await this.#open(turn, { to: 'demo', credentials, endpoint, remember: 'no' });
  }

  /** The built-in listing, without an account. */
  async justBrowse(): Promise<void> {
    const turn = await this.#begin();
    await this.#leave();
    await this.#deps.onClosed('browse');
    this.#check(turn);
    this.#set({ kind: 'browsing' });
  }

  async disconnect(): Promise<void> {
    const turn = await this.#begin();
    await this.#leave();
    await this.#deps.onClosed('disconnect');
    this.#check(turn);
    this.#set(NO_PROBLEM);
  }

  /** Disconnects, and takes the credentials out of the keychain. */
  async forget(): Promise<void> {
    await this.#deps.saved.forget();
    if (this.#connectedTo() !== 'demo') await this.disconnect();
  }

  /** Whether nobody has asked for anything yet. */
  get isUntouched(): boolean {
    return this.#turn === 0;
  }

  /** Connects with what the keychain holds, if it holds anything. What goes wrong is told by the state. */
  async restore(): Promise<void> {
    const credentials = await this.#deps.saved.load();
    if (credentials === null || !this.isUntouched) return;
    const { endpoint } = this.#deps;
    const turn = await this.#begin();
    const target: Target = { to: 'dropbox', credentials, endpoint, remember: 'is-already' };
    await this.#open(turn, target).catch(() => undefined);
  }

  /** Opens again what is open, or was until it was interrupted: another engine knows nothing of it. */
  async reconnect(): Promise<void> {
    const opened = this.#connectedTo() === null ? null : this.#opened;
    if (opened === null) return;
    await this.#open(await this.#begin(), opened);
  }

  /** The engine heard from Dropbox that no call may be made until the user does something. */
  stopped({ code, message }: Failure): void {
    const to = this.#connectedTo();
    if (to !== null) this.#set({ kind: 'interrupted', to, problem: { code, message } });
  }

  async close(): Promise<void> {
    this.#turn += 1;
    await this.#signingIn?.signIn.close();
    await this.#demo?.close();
  }

  /** The browser is back from Dropbox, and nobody waits for an answer: what goes wrong is told by the state. */
  async #cameBack(signingIn: SigningIn, back: Redirected): Promise<void> {
    if (this.#signingIn !== signingIn) return;
    if (back.kind === 'refused') {
      await this.cancel();
      return;
    }
    const turn = this.#turn;
    try {
      await this.#signedIn(signingIn, await signingIn.signIn.exchangeCode(back.code));
    } catch (error) {
      if (turn !== this.#turn) return;
      await this.#begin();
      const { kind } = this.#before;
      const isStillOpen = kind === 'connected' || kind === 'interrupted';
      this.#set(isStillOpen ? this.#before : { kind: 'disconnected', problem: problemOf(error) });
    }
  }

  async #signedIn(signingIn: SigningIn, { accessToken, refreshToken }: SignedIn): Promise<void> {
    if (this.#signingIn !== signingIn) throw cancelled();
    const { sharedUrl, password, appKey, remember } = signingIn;
    const credentials = { sharedUrl, password, accessToken, refreshToken, appKey };
    await this.#toDropbox(credentials, remember);
  }

  #isLoopback(): boolean {
    return resolveEndpoint(this.#deps.endpoint).isLoopback;
  }

  #connectedTo(): ConnectedTo | null {
    const { value } = this.#state;
    return value.kind === 'connected' || value.kind === 'interrupted' ? value.to : null;
  }

  async #toDropbox(credentials: Credentials, remember: boolean): Promise<void> {
    const { endpoint } = this.#deps;
    const turn = await this.#begin();
    const target = { to: 'dropbox', credentials, endpoint } as const;
    await this.#open(turn, { ...target, remember: remember ? 'yes' : 'no' });
  }

  /** Stops what is under way, so that something new can begin. @returns the turn of the new */
  async #begin(): Promise<number> {
    this.#turn += 1;
    const turn = this.#turn;
    const { kind } = this.#state.value;
    if (kind !== 'signing-in' && kind !== 'connecting') this.#before = this.#state.value;
    const signIn = this.#signingIn?.signIn;
    this.#signingIn = null;
    await signIn?.close();
    if (kind === 'connecting') await this.#deps.engine.call('stopWork', null);
    await this.#attempt.catch(() => undefined);
    this.#check(turn);
    return turn;
  }

  /** From here on there is no way back to the connection that was there. */
  #giveUpConnection(): void {
    this.#opened = null;
    const { kind } = this.#before;
    if (kind === 'connected' || kind === 'interrupted') this.#before = NO_PROBLEM;
  }

  #check(turn: number): void {
    if (turn !== this.#turn) throw cancelled();
  }

  async #open(turn: number, target: Target): Promise<void> {
    const attempt = this.#tryToOpen(turn, target);
    this.#attempt = attempt;
    await attempt;
  }

  async #tryToOpen(turn: number, target: Target): Promise<void> {
    const { engine, redactor, saved, systemProxy, onLeaving, onOpened } = this.#deps;
    const { to, credentials, endpoint, remember } = target;
    const { sharedUrl, password, accessToken, refreshToken } = credentials;
    for (const secret of [sharedUrl, password, accessToken, refreshToken]) redactor.add(secret);
    this.#giveUpConnection();
    this.#set({ kind: 'connecting', to });
    try {
      await onLeaving();
      this.#check(turn);
      const { name } = await engine.call('connect', {
        credentials,
        endpoint,
        systemProxy: await systemProxy(),
      });
      this.#check(turn);
      await onOpened({ to, name, sharedUrl });
      const kept = remember === 'yes' ? await saved.save(credentials) : remember === 'is-already';
      this.#check(turn);
      if (to === 'dropbox') await this.#closeDemo();
      this.#opened = { ...target, remember: kept ? 'is-already' : 'no' };
      this.#set({ kind: 'connected', to, name, remembered: kept });
    } catch (error) {
      this.#failed(turn, error);
    }
  }

  /** Tells that the attempt of `turn` failed, unless something newer has begun. Throws. */
  #failed(turn: number, error: unknown): never {
    if (turn !== this.#turn) throw cancelled();
    this.#set({ kind: 'disconnected', problem: problemOf(error) });
    throw error;
  }

  async #leave(): Promise<void> {
    this.#opened = null;
    await this.#deps.onLeaving();
    await this.#deps.engine.call('disconnect', null);
    await this.#closeDemo();
  }

  async #closeDemo(): Promise<void> {
    const demo = this.#demo;
    this.#demo = null;
    await demo?.close();
  }

  #set(value: ConnectionState): void {
    const { value: now } = this.#state;
    if (now.kind === 'connecting' && value.kind === 'connecting' && now.to === value.to) return;
    this.#state = { revision: this.#state.revision + 1, value };
    this.#deps.onState(this.#state);
  }
}

function problemOf(error: unknown): ConnectionProblem | null {
  const code = errorCode(error);
  if (code === 'cancelled') return null;
  return { code, message: error instanceof Error ? error.message : String(error) };
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Stopped.');
}
