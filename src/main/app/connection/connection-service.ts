import { resolveEndpoint } from '#main/system/http/endpoint.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import { parseConfigFile } from '#shared/dropbox/config-file.ts';
import type { Failure } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type {
  ConnectedTo,
  ConnectionProblem,
  ConnectionState,
  ConnectionStep,
} from '#shared/ipc/connection-state.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type { PendingSignIn, SignedIn } from './begin-sign-in.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { cancelled, keptIn, NO_PROBLEM, problemOf, withAccount } from './connection-states.ts';
import {
  isRefusal,
  type Kept,
  keptAfter,
  linkFrom,
  opensOtherLink,
  tokenFrom,
} from './kept-credentials.ts';
import { OneDemo } from './one-demo.ts';
import { RememberedAccount } from './remembered-account.ts';
import type { Redirected } from './redirect-server.ts';

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
  readonly #demo: OneDemo;
  readonly #account: RememberedAccount;
  #turn = 0;
  #attempt: Promise<unknown> = Promise.resolve();
  /** Credentials on their way into the keychain. */
  #saving: Promise<void> = Promise.resolve();
  /** What the last attempt for Dropbox was made with that failed, or that led to a connection. */
  #last: Target | null = null;
  /** What Dropbox refused while the folder was being opened. */
  #stopped: ConnectionProblem | null = null;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#demo = new OneDemo(deps.startDemo);
    this.#account = new RememberedAccount(deps.saved);
  }

  state(): Versioned<ConnectionState> {
    return this.#state;
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

  /** Connects again with what was used last, or with the saved account that was refused. */
  async retry(): Promise<void> {
    const target = this.#last;
    if (target === null) throw new AppError('bad-usage', 'Nothing is kept to connect with.');
    const turn = await this.#begin();
    await this.#open(turn, 'dropbox', async () => target);
  }

  async tryDemo(): Promise<void> {
    const { value } = this.#state;
    if (value.kind === 'connected' && value.to === 'demo') return;
    if (value.kind === 'connecting' && value.to === 'demo') {
      await this.#attempt;
      return;
    }
    const turn = await this.#begin();
    await this.#open(turn, 'demo', async () => {
      const { endpoint, sharedUrl, password, accessToken } = await this.#demo.get();
      const credentials = { sharedUrl, password, accessToken, refreshToken: null, appKey: null };
      return { to: 'demo', credentials, endpoint, remember: 'no' };
    });
  }

  /** The built-in listing: without an account, or beside the connection that is there. */
  async justBrowse(): Promise<void> {
    const turn = await this.#begin();
    const { kind } = this.#before;
    if (kind === 'connected' || kind === 'interrupted') {
      await this.#deps.onBrowse();
      this.#check(turn);
      if (this.#state.value !== this.#before) this.#set(this.#before);
      return;
    }
    const { kept } = this.#before as Extract<ConnectionState, { kind: 'disconnected' }>;
    await this.#leave();
    await this.#deps.onBrowse();
    this.#check(turn);
    this.#set({ kind: 'browsing', kept });
  }

  async disconnect(): Promise<void> {
    const turn = await this.#begin();
    await this.#leave();
    this.#check(turn);
    this.#last = null;
    this.#set(NO_PROBLEM);
  }

  /**
   * Takes the credentials out of the keychain, and disconnects. Throws AppError where the keychain does not let go
   * of them; then the connection stays.
   */
  async forget(): Promise<void> {
    await this.cancel();
    await this.#saving;
    await this.#account.forget();
    if (this.#connectedTo() !== 'demo') await this.disconnect();
    else this.#set(this.#state.value);
  }

  /** Whether a step would lead away from the folder that is connected. */
  leavesFolder(step: Exclude<ConnectionStep, { kind: 'output-folder' }>): boolean {
    const to = this.#connectedTo();
    if (to === null) return false;
    switch (step.kind) {
      case 'demo':
        return to !== 'demo';
      case 'disconnect':
        return true;
      case 'forget':
        return to !== 'demo';
      case 'config': {
        // What was interrupted waits for credentials.
        if (this.#state.value.kind !== 'connected') return false;
        const sharedUrl = to === 'demo' ? '' : (this.#last?.credentials.sharedUrl ?? '');
        return opensOtherLink(step.text, sharedUrl, this.#isLoopback());
      }
      default:
        return step satisfies never;
    }
  }

  /** Whether nobody has asked for anything yet. */
  get isUntouched(): boolean {
    return this.#turn === 0;
  }

  /**
   * Connects with what the keychain holds, if it holds anything that was not refused. What goes wrong is told by the
   * state.
   */
  async restore(): Promise<void> {
    const account = await this.#account.load();
    if (account === null) return;
    if (account === 'unknown' || !this.isUntouched) {
      this.#set(this.#state.value);
      return;
    }
    const { credentials, refusal } = account;
    const { endpoint } = this.#deps;
    const target: Target = { to: 'dropbox', credentials, endpoint, remember: 'is-already' };
    if (refusal !== null) {
      this.#last = target;
      this.#set({ kind: 'disconnected', problem: refusal, kept: keptAfter(refusal.code) });
      return;
    }
    const turn = await this.#begin();
    await this.#open(turn, 'dropbox', async () => target).catch(() => undefined);
  }

  /** Opens again what is open, or was until it was interrupted: another engine knows nothing of it. */
  async reconnect(): Promise<void> {
    const opened = this.#connectedTo() === null ? null : this.#opened;
    if (opened === null) return;
    await this.#open(await this.#begin(), opened.to, async () => opened);
  }

  /** The engine heard from Dropbox that no call may be made until the user does something. */
  stopped({ code, message }: Failure): void {
    const problem = { code, message };
    const to = this.#connectedTo();
    const { kind } = this.#state.value;
    if (to !== null) this.#set(this.#interrupted(to, problem));
    else if (kind === 'connecting') this.#stopped = problem;
    else if (kind === 'signing-in' && this.#before.kind === 'connected') {
      this.#before = this.#interrupted(this.#before.to, problem);
    }
  }

  async close(): Promise<void> {
    this.#turn += 1;
    await this.#signingIn?.signIn.close();
    await this.#demo.close();
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
      const kept = keptIn(this.#before);
      this.#set(
        isStillOpen ? this.#before : { kind: 'disconnected', problem: problemOf(error), kept },
      );
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

  #kept(): Kept | null {
    const parts = keptIn(this.#state.value);
    const credentials = this.#last?.credentials;
    return parts === undefined || credentials === undefined ? null : { credentials, parts };
  }

  #connectedTo(): ConnectedTo | null {
    const { value } = this.#state;
    return value.kind === 'connected' || value.kind === 'interrupted' ? value.to : null;
  }

  async #toDropbox(credentials: Credentials, remember: boolean): Promise<void> {
    const { endpoint } = this.#deps;
    const turn = await this.#begin();
    const target: Target = {
      to: 'dropbox',
      credentials,
      endpoint,
      remember: remember ? 'yes' : 'no',
    };
    await this.#open(turn, 'dropbox', async () => target);
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
    if (kind === 'connected') this.#before = NO_PROBLEM;
    if (kind === 'interrupted') {
      this.#before = { kind: 'disconnected', problem: null, kept: keptIn(this.#before) };
    }
  }

  #check(turn: number): void {
    if (turn !== this.#turn) throw cancelled();
  }

  /** Answers when the folder is open, and the keychain has taken the credentials where it is to. */
  async #open(turn: number, to: ConnectedTo, find: () => Promise<Target>): Promise<void> {
    const attempt = this.#tryToOpen(turn, to, find);
    this.#attempt = attempt;
    await attempt;
    await this.#saving;
  }

  async #tryToOpen(turn: number, to: ConnectedTo, find: () => Promise<Target>): Promise<void> {
    this.#giveUpConnection();
    this.#set({ kind: 'connecting', to });
    let target: Target | null = null;
    let name: string;
    try {
      target = await find();
      this.#check(turn);
      name = await this.#connectEngine(turn, target);
      if (to === 'dropbox') await this.#demo.close();
      this.#check(turn);
    } catch (error) {
      await this.#leave().catch(() => undefined);
      this.#failed(turn, error, target);
    }
    this.#opened = target;
    this.#last = to === 'dropbox' ? target : null;
    const isKept = target.remember === 'is-already';
    if (this.#stopped === null) {
      this.#set({ kind: 'connected', to, name, remembered: isKept });
    } else this.#set(this.#interrupted(to, this.#stopped));
    // Also what was refused once, and is taken now.
    const isToBeSaved = target.remember === 'yes' || (isKept && this.#account.isRefused);
    if (isToBeSaved && this.#stopped === null) this.#saving = this.#save(target);
  }

  /** @returns the folder's name */
  async #connectEngine(turn: number, target: Target): Promise<string> {
    const { engine, redactor, systemProxy, onLeaving, onOpened } = this.#deps;
    const { to, credentials, endpoint } = target;
    const { sharedUrl, password, accessToken, refreshToken } = credentials;
    for (const secret of [sharedUrl, password, accessToken, refreshToken]) redactor.add(secret);
    await onLeaving();
    const proxy = await systemProxy();
    // Nothing may be waited for between this and the call: whoever cancels stops the call that is under way.
    this.#check(turn);
    const { name } = await engine.call('connect', { credentials, endpoint, systemProxy: proxy });
    this.#stopped = null;
    this.#check(turn);
    await onOpened({ to, name, sharedUrl });
    return name;
  }

  /** Never rejects. A keychain may take seconds, and whoever is connected does not wait for it. */
  async #save(target: Target): Promise<void> {
    if (!(await this.#account.save(target.credentials))) return;
    const saved: Target = { ...target, remember: 'is-already' };
    if (this.#opened === target) this.#opened = saved;
    if (this.#last === target) this.#last = saved;
    const { value } = this.#state;
    this.#set(
      value.kind === 'connected' && value.to === 'dropbox' ? { ...value, remembered: true } : value,
    );
  }

  /** Tells that the attempt of `turn` failed, unless something newer has begun. Throws. */
  #failed(turn: number, error: unknown, target: Target | null): never {
    if (turn !== this.#turn) throw cancelled();
    const problem = problemOf(error);
    if (problem === null || target?.to !== 'dropbox') {
      this.#set({ kind: 'disconnected', problem });
      throw error;
    }
    this.#last = target;
    this.#noteRefusal(problem);
    this.#set({ kind: 'disconnected', problem, kept: keptAfter(problem.code) });
    throw error;
  }

  #interrupted(to: ConnectedTo, problem: ConnectionProblem): ConnectionState {
    this.#noteRefusal(problem);
    const kept = to === 'dropbox' ? keptAfter(problem.code) : undefined;
    return { kind: 'interrupted', to, problem, kept };
  }

  /** A saved account that was refused is not tried again by the next start. */
  #noteRefusal(problem: ConnectionProblem): void {
    if (this.#last?.remember !== 'is-already' || !isRefusal(problem.code)) return;
    this.#account.noteRefusal(problem);
  }

  async #leave(): Promise<void> {
    this.#opened = null;
    await this.#deps.onLeaving();
    await this.#deps.engine.call('disconnect', null);
    await this.#demo.close();
    await this.#deps.onClosed();
  }

  #set(state: ConnectionState): void {
    const { value: now } = this.#state;
    if (now.kind === 'connecting' && state.kind === 'connecting' && now.to === state.to) return;
    const value = withAccount(state, this.#account.isThere);
    this.#state = { revision: this.#state.revision + 1, value };
    this.#deps.onState(this.#state);
  }
}
