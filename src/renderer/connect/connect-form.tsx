import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { passwordWarning } from '#shared/dropbox/password-form.ts';
import { cleanLink } from '#shared/dropbox/shared-link.ts';
import type {
  ConnectionProblem,
  ConnectionState,
  KeptCredentials,
} from '#shared/ipc/connection-state.ts';
import { chooseTextFile, withTextFile } from '../intake/choose-text-file.ts';
import { useApp } from '../app/use-app.ts';
import { takeText } from '../intake/take-text.ts';
import { ForgetButton, mayForget } from '../ui/forget-button.tsx';
import { keptHint, keptOf } from './kept-hint.ts';
import { type Mistyped, mistypedOf } from './mistyped.ts';
import { nextStepOf } from './next-step.ts';
import { Problem } from './problem.tsx';

type Way = 'sign-in' | 'token';

/** In an empty field whose value main still holds. */
const KEPT = 'Kept from before';

interface ConnectFormProps {
  readonly state: Extract<
    ConnectionState,
    { kind: 'disconnected' | 'browsing' | 'connecting' | 'interrupted' }
  >;
  /** What else is to be said before the form. */
  readonly children?: ReactNode;
}

/** The link, its password, and one of two ways to prove who is asking. Nothing typed here is kept by the page. */
export function ConnectForm({ state, children }: ConnectFormProps): ReactNode {
  const isBusy = state.kind === 'connecting';
  const problem = 'problem' in state ? state.problem : null;
  const isRemembered = mayForget(state);
  const kept = keptOf(state);
  const app = useApp();
  const keychain = useStore(app.info, ({ info }) => info?.keychain ?? true);
  const appKey = useStore(app.settings, ({ current }) => current?.value.appKey ?? '');
  const [way, setWay] = useState<Way>(() => (appKey === '' ? 'token' : 'sign-in'));
  const [sharedUrl, setSharedUrl] = useState('');
  const [password, setPassword] = useState('');
  const [accessToken, setAccessToken] = useState('');
  const [remember, setRemember] = useState(isRemembered);
  // What can't be right is refused before anything is tried, and is no state of the connection.
  const [mistyped, setMistyped] = useState<Mistyped | null>(null);
  const rememberId = useId();
  const lacksKey = way === 'sign-in' && appKey === '';
  const isReady =
    (sharedUrl.trim() !== '' || kept.link) &&
    (way === 'sign-in' ? !lacksKey : accessToken.trim() !== '' || kept.token);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || !isReady) return;
    const link = { sharedUrl: sharedUrl.trim(), password, remember };
    setMistyped(null);
    const answer =
      way === 'sign-in'
        ? app.api.call('connection.signIn', link)
        : app.api.call('connection.connect', { ...link, accessToken: accessToken.trim() });
    answer.catch((error: unknown) => setMistyped(mistypedOf(error, link.sharedUrl)));
  };
  const type =
    (set: (text: string) => void) =>
    (text: string): void => {
      setMistyped(null);
      set(text);
    };
  const shown = mistyped?.problem ?? problem;
  const faulty = mistyped?.field ?? (shown && nextStepOf(shown.code).field);

  return (
    <form className="connect-form" onSubmit={submit} aria-busy={isBusy}>
      {shown !== null && <Problem problem={shown} />}
      {children}
      {keptHint(kept) !== '' && <p className="hint">{keptHint(kept)}</p>}
      <h2>Connect to the survey’s shared folder</h2>
      <ToggleGroup
        className="segments"
        aria-label="How to prove who you are"
        value={[way]}
        onValueChange={([next]) => next !== undefined && setWay(next)}
      >
        <Toggle value="sign-in">Sign in with Dropbox</Toggle>
        <Toggle value="token">Use an access token</Toggle>
      </ToggleGroup>
      {/* Read-only and not disabled while it waits: what is disabled loses the keyboard's place. */}
      <div className="connect-fields">
        <Field
          name="Shared link"
          isFaulty={faulty === 'link'}
          value={sharedUrl}
          onChange={type(setSharedUrl)}
          placeholder={kept.link ? KEPT : 'https://www.dropbox.com/sh/…'}
          hint={linkHint(sharedUrl)}
          isReadOnly={isBusy}
          takesFocus={kept.token && faulty === 'link'}
        />
        <Field
          name="Password of the link"
          isFaulty={faulty === 'password'}
          value={password}
          onChange={type(setPassword)}
          isSecret
          placeholder={kept.password ? KEPT : undefined}
          hint={capitalised(passwordWarning(password))}
          isReadOnly={isBusy}
          takesFocus={kept.link && faulty === 'password'}
        />
        {way === 'token' ? (
          <Field
            name="Access token"
            isFaulty={faulty === 'token'}
            value={accessToken}
            onChange={type(setAccessToken)}
            isSecret
            placeholder={kept.token ? KEPT : undefined}
            isReadOnly={isBusy}
            takesFocus={kept.link && faulty === 'token'}
            hint="From Dropbox’s app console. A token lasts about four hours; a sign-in stays good."
          />
        ) : (
          <p className="hint">
            {lacksKey ? (
              <>
                Signing in needs a Dropbox app key.{' '}
                <button type="button" className="as-link" onClick={() => app.views.go('settings')}>
                  Set it in Settings
                </button>
                , or use an access token.
              </>
            ) : (
              'Dropbox opens in your own browser. This program never sees your Dropbox password.'
            )}
          </p>
        )}
        {keychain ? (
          <label className="check" htmlFor={rememberId}>
            <input
              id={rememberId}
              type="checkbox"
              checked={remember}
              onChange={({ target }) => setRemember(target.checked)}
            />
            <span>Remember on this machine, in the keychain</span>
          </label>
        ) : (
          <p className="hint">
            No keychain answers here: what you enter lasts for this session and is not written to
            disk.
          </p>
        )}
      </div>
      <div className="connect-do">
        <button
          type="submit"
          className="button primary large"
          disabled={!isReady && !isBusy}
          aria-disabled={isBusy || undefined}
        >
          {way === 'sign-in' ? 'Sign in with Dropbox' : 'Connect'}
        </button>
        {isBusy ? (
          <>
            <span role="status">Asking Dropbox for the folder …</span>
            <button
              type="button"
              className="button"
              onClick={() => void app.ask('connection.cancel', null)}
            >
              Cancel
            </button>
          </>
        ) : (
          <button
            type="button"
            className="button quiet"
            onClick={() =>
              void withTextFile(app, chooseTextFile('.cfg,.ini,.conf,text/*'), (file) =>
                takeText(app, file),
              )
            }
          >
            Open a dropbox.cfg…
          </button>
        )}
        {!isBusy && <span className="hint">or drop it anywhere here</span>}
      </div>
      {!isBusy && <Remembered problem={problem} kept={kept} isRemembered={isRemembered} />}
    </form>
  );
}

function linkHint(typed: string): string | undefined {
  const { changes } = cleanLink(typed);
  return changes.length === 0 ? undefined : `The link is used without ${changes.join(' and ')}.`;
}

function capitalised(sentence: string | null): string | undefined {
  return sentence === null ? undefined : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What can be done without typing: another try with all that is kept, or an end to what is remembered. */
function Remembered({
  problem,
  kept,
  isRemembered,
}: {
  readonly problem: ConnectionProblem | null;
  readonly kept: KeptCredentials;
  readonly isRemembered: boolean;
}): ReactNode {
  const { ask } = useApp();
  const isComplete = kept.link && kept.password && kept.token;
  // Refused credentials are tried again only where they are the remembered ones, and by their user's wish.
  const mayRetry = problem !== null && (isComplete || isRemembered);
  if (!mayRetry && !isRemembered) return null;
  return (
    <div className="connect-do">
      {mayRetry && (
        <button type="button" className="button" onClick={() => void ask('connection.retry', null)}>
          {isComplete ? 'Try again' : 'Try the remembered account again'}
        </button>
      )}
      {isRemembered && <ForgetButton />}
    </div>
  );
}

interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isFaulty: boolean;
  readonly isSecret?: boolean;
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  readonly isReadOnly: boolean;
  /** Whether it is the one field that is asked for when the form opens. */
  readonly takesFocus: boolean;
}

function Field({
  name,
  value,
  onChange,
  isFaulty,
  isSecret,
  placeholder,
  hint,
  isReadOnly,
  takesFocus,
}: FieldProps): ReactNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const takesFocusFirst = useRef(takesFocus);
  useEffect(() => {
    if (takesFocusFirst.current) input.current?.focus();
  }, []);
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <input
        ref={input}
        id={id}
        className="input"
        readOnly={isReadOnly}
        type={isSecret === true ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isFaulty || undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
