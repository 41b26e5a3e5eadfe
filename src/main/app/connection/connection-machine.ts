import type {
  ConnectedTo,
  ConnectionProblem,
  ConnectionState,
} from '#shared/ipc/connection-state.ts';
import type { Versioned } from '#shared/ipc/contract.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { keptIn, NO_PROBLEM, problemOf, withAccount } from './connection-states.ts';
import { isRefusal, keptAfter } from './kept-credentials.ts';
import { LatestAttempt } from './latest-attempt.ts';
import { OneDemo } from './one-demo.ts';
import { RememberedAccount } from './remembered-account.ts';
import type { SigningIn, Target } from './target.ts';

/**
 * The connection's state, and the one attempt to change it: the latest attempt wins, and each new one first stops the
 * one under way. Credentials go to the engine and, if the user asks for it, to the keychain; no state holds any.
 */
export class ConnectionMachine {
  readonly #deps: ConnectionDeps;
  state: Versioned<ConnectionState> = { revision: 1, value: NO_PROBLEM };
  /** Where a sign-in or an attempt that is given up leads back to. */
  before: ConnectionState = NO_PROBLEM;
  /** What is open, or was until it was interrupted. */
  opened: Target | null = null;
  signingIn: SigningIn | null = null;
  readonly demo: OneDemo;
  readonly account: RememberedAccount;
  readonly latest = new LatestAttempt();
  /** Credentials on their way into the keychain. */
  saving: Promise<void> = Promise.resolve();
  /** What the last attempt for Dropbox was made with that failed, or that led to a connection. */
  last: Target | null = null;
  /** What Dropbox refused while the folder was being opened. */
  stopped: ConnectionProblem | null = null;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.demo = new OneDemo(deps.startDemo);
    this.account = new RememberedAccount(deps.saved);
  }

  connectedTo(): ConnectedTo | null {
    const { value } = this.state;
    return value.kind === 'connected' || value.kind === 'interrupted' ? value.to : null;
  }

  /** Stops what is under way, so that something new can begin. @returns the turn of the new */
  async begin(): Promise<number> {
    const turn = this.latest.begin();
    const { kind } = this.state.value;
    if (kind !== 'signing-in' && kind !== 'connecting') this.before = this.state.value;
    const signIn = this.signingIn?.signIn;
    this.signingIn = null;
    await signIn?.close();
    if (kind === 'connecting') await this.#deps.engine.call('stopWork', null);
    await this.latest.ended().catch(() => undefined);
    // A connection that was being left is gone by now.
    if (this.opened === null) this.#giveUpConnection();
    this.latest.check(turn);
    return turn;
  }

  /** From here on there is no way back to the connection that was there. */
  #giveUpConnection(): void {
    this.opened = null;
    const { kind } = this.before;
    if (kind === 'connected') this.before = NO_PROBLEM;
    if (kind === 'interrupted') {
      this.before = { kind: 'disconnected', problem: null, kept: keptIn(this.before) };
    }
  }

  /** Answers when the folder is open, and the keychain has taken the credentials where it is to. */
  async open(turn: number, to: ConnectedTo, find: () => Promise<Target>): Promise<void> {
    await this.latest.run(this.#tryToOpen(turn, to, find));
    await this.saving;
  }

  async #tryToOpen(turn: number, to: ConnectedTo, find: () => Promise<Target>): Promise<void> {
    this.#giveUpConnection();
    this.set({ kind: 'connecting', to });
    let target: Target | null = null;
    let name: string;
    try {
      target = await find();
      this.latest.check(turn);
      name = await this.#connectEngine(turn, target);
      if (to === 'dropbox') await this.demo.close();
      this.latest.check(turn);
    } catch (error) {
      await this.#leaveNow().catch(() => undefined);
      this.#failed(turn, error, target);
    }
    this.opened = target;
    this.last = to === 'dropbox' ? target : null;
    const isKept = target.remember === 'is-already';
    if (this.stopped === null) {
      this.set({ kind: 'connected', to, name, remembered: isKept });
    } else this.set(this.interrupted(to, this.stopped));
    // Also what was refused once, and is taken now.
    const isToBeSaved = target.remember === 'yes' || (isKept && this.account.isRefused);
    if (isToBeSaved && this.stopped === null) this.saving = this.#save(target);
  }

  /** @returns the folder's name */
  async #connectEngine(turn: number, target: Target): Promise<string> {
    const { engine, redactor, systemProxy, onLeaving, onOpened } = this.#deps;
    const { to, credentials, endpoint } = target;
    const { sharedUrl, password, accessToken, refreshToken } = credentials;
    for (const secret of [sharedUrl, password, accessToken, refreshToken]) redactor.add(secret);
    await onLeaving();
    const proxy = await systemProxy();
    // No await may stand between this check and the call: a cancellation aborts only the call under way.
    this.latest.check(turn);
    const { name } = await engine.call('connect', { credentials, endpoint, systemProxy: proxy });
    this.stopped = null;
    this.latest.check(turn);
    await onOpened({ to, name, sharedUrl });
    return name;
  }

  /** Never rejects. A keychain may take seconds, and the connection does not wait for it. */
  async #save(target: Target): Promise<void> {
    if (!(await this.account.save(target.credentials))) return;
    const saved: Target = { ...target, remember: 'is-already' };
    if (this.opened === target) this.opened = saved;
    if (this.last === target) this.last = saved;
    const { value } = this.state;
    this.set(
      value.kind === 'connected' && value.to === 'dropbox' ? { ...value, remembered: true } : value,
    );
  }

  /** Tells that the attempt of `turn` failed, unless something newer has begun. Throws. */
  #failed(turn: number, error: unknown, target: Target | null): never {
    this.latest.check(turn);
    const problem = problemOf(error);
    if (problem === null || target?.to !== 'dropbox') {
      this.set({ kind: 'disconnected', problem });
      throw error;
    }
    this.last = target;
    this.#noteRefusal(problem);
    this.set({ kind: 'disconnected', problem, kept: keptAfter(problem.code) });
    throw error;
  }

  interrupted(to: ConnectedTo, problem: ConnectionProblem): ConnectionState {
    this.#noteRefusal(problem);
    const kept = to === 'dropbox' ? keptAfter(problem.code) : undefined;
    return { kind: 'interrupted', to, problem, kept };
  }

  /** A saved account that was refused is not tried again by the next start. */
  #noteRefusal(problem: ConnectionProblem): void {
    if (this.last?.remember !== 'is-already' || !isRefusal(problem.code)) return;
    this.account.noteRefusal(problem);
  }

  /** Leaves the connection. An attempt that begins meanwhile waits, so that its own connection is not closed. */
  async leave(): Promise<void> {
    await this.latest.run(this.#leaveNow());
  }

  async #leaveNow(): Promise<void> {
    this.opened = null;
    await this.#deps.onLeaving();
    await this.#deps.engine.call('disconnect', null);
    await this.demo.close();
    await this.#deps.onClosed();
  }

  set(state: ConnectionState): void {
    const { value: now } = this.state;
    if (now.kind === 'connecting' && state.kind === 'connecting' && now.to === state.to) return;
    const value = withAccount(state, this.account.isThere);
    this.state = { revision: this.state.revision + 1, value };
    this.#deps.onState(this.state);
  }
}
