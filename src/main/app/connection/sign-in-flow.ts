import type { Credentials } from '#shared/dropbox/credentials.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SignedIn } from './begin-sign-in.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import type { ConnectionMachine } from './connection-machine.ts';
import { cancelled, keptIn, problemOf } from './connection-states.ts';
import type { Redirected } from './redirect-server.ts';
import type { SigningIn } from './target.ts';

export interface SignInSteps {
  /** Opens the shared folder with the new account. */
  readonly onSignedIn: (credentials: Credentials, remember: boolean) => Promise<void>;
  /** The user refused on Dropbox's page. */
  readonly onRefused: () => Promise<void>;
}

/** A sign-in in the user's browser: it ends with a redirect, with a code that the user enters, or with a newer attempt. */
export class SignInFlow {
  readonly #deps: Pick<ConnectionDeps, 'beginSignIn' | 'openExternal'>;
  readonly #machine: ConnectionMachine;
  readonly #steps: SignInSteps;

  constructor(
    deps: Pick<ConnectionDeps, 'beginSignIn' | 'openExternal'>,
    machine: ConnectionMachine,
    steps: SignInSteps,
  ) {
    this.#deps = deps;
    this.#machine = machine;
    this.#steps = steps;
  }

  /** Shows Dropbox's page, for the shared link that the sign-in is for. */
  async begin(
    appKey: string,
    link: Pick<SigningIn, 'sharedUrl' | 'password' | 'remember'>,
  ): Promise<void> {
    const turn = await this.#machine.begin();
    const signIn = await this.#deps.beginSignIn(appKey);
    if (!this.#machine.latest.isLatest(turn)) {
      await signIn.close();
      throw cancelled();
    }
    const signingIn = { ...link, signIn, appKey };
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
  async finish(code: string): Promise<void> {
    const signingIn = this.#machine.signingIn;
    if (signingIn === null) throw new AppError('bad-usage', 'No sign-in is under way.');
    if (code.trim() === '') throw new AppError('bad-input', 'The code is missing.');
    await this.#signedIn(signingIn, await signingIn.signIn.exchangeCode(code));
  }

  /** Handles the redirect from Dropbox. No caller waits for a result, so the state shows any failure. */
  async #cameBack(signingIn: SigningIn, back: Redirected): Promise<void> {
    if (this.#machine.signingIn !== signingIn) return;
    if (back.kind === 'refused') {
      await this.#steps.onRefused();
      return;
    }
    const turn = this.#machine.latest.number;
    try {
      await this.#signedIn(signingIn, await signingIn.signIn.exchangeCode(back.code));
    } catch (error) {
      if (!this.#machine.latest.isLatest(turn)) return;
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
    await this.#steps.onSignedIn(credentials, remember);
  }
}
