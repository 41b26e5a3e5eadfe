import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useStore } from 'zustand';
import { passwordWarning } from '#shared/dropbox/password-form.ts';
import { cleanLink } from '#shared/dropbox/shared-link.ts';
import type { InputField } from '#shared/errors/app-error.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { chooseTextFile, withTextFile } from '../intake/choose-text-file.ts';
import { useApp } from '../app/use-app.ts';
import { takeText } from '../intake/take-text.ts';
import { mayForget } from '../ui/forget-button.tsx';
import { WithAction } from '../ui/with-action.tsx';
import { connectMessages } from '../messages/connect.ts';
import { ConnectField } from './connect-field.tsx';
import { Remembered } from './remembered.tsx';
import { keptHint, keptOf } from './kept-hint.ts';
import { type Mistyped, mistypedOf } from './mistyped.ts';
import { faultyFieldOf } from './faulty-field.ts';
import { Problem } from './problem.tsx';
import { uiMessages } from '../messages/ui.ts';

type Method = 'sign-in' | 'token';

interface ConnectFormProps {
  readonly state: Extract<
    ConnectionState,
    { kind: 'disconnected' | 'browsing' | 'connecting' | 'interrupted' }
  >;
  /** Shown above the form. */
  readonly children?: ReactNode;
}

/** The link, its password, and one of two methods to authenticate. The page does not store what is typed here. */
export function ConnectForm({ state, children }: ConnectFormProps): ReactNode {
  const isBusy = state.kind === 'connecting';
  const problem = 'problem' in state ? state.problem : null;
  const isRemembered = mayForget(state);
  const kept = keptOf(state);
  const app = useApp();
  const keychain = useStore(app.info, ({ info }) => info?.keychain ?? true);
  const appKey = useStore(app.settings, ({ current }) => current?.value.appKey ?? '');
  const [method, setMethod] = useState<Method>(() => (appKey === '' ? 'token' : 'sign-in'));
  const [sharedUrl, setSharedUrl] = useState('');
  const [password, setPassword] = useState('');
  const [accessToken, setAccessToken] = useState('');
  const [remember, setRemember] = useState(isRemembered);
  // Malformed input is refused before any call, so the state of the connection does not show it.
  const [mistyped, setMistyped] = useState<Mistyped | null>(null);
  const rememberId = useId();
  const lacksKey = method === 'sign-in' && appKey === '';
  const isReady =
    (sharedUrl.trim() !== '' || kept.link) &&
    (method === 'sign-in' ? !lacksKey : accessToken.trim() !== '' || kept.token);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || !isReady) return;
    const link = { sharedUrl: sharedUrl.trim(), password, remember };
    setMistyped(null);
    const answer =
      method === 'sign-in'
        ? app.api.call('connection.signIn', link)
        : app.api.call('connection.connect', { ...link, accessToken: accessToken.trim() });
    answer.catch((error: unknown) => setMistyped(mistypedOf(error)));
  };
  const type =
    (set: (text: string) => void) =>
    (text: string): void => {
      setMistyped(null);
      set(text);
    };
  const shown = mistyped?.problem ?? problem;
  const faulty = mistyped === null ? shown && faultyFieldOf(shown.code) : mistyped.field;
  const problemOf = (field: InputField) => (faulty === field ? shown : null);
  // A sign-in shows no field for the token.
  const isElsewhere = faulty === null || (faulty === 'token' && method === 'sign-in');

  return (
    <form className="connect-form" onSubmit={submit} aria-busy={isBusy}>
      {children}
      <h2>{connectMessages.form.title}</h2>
      <ToggleGroup
        className="segments"
        aria-label={connectMessages.form.method}
        value={[method]}
        onValueChange={([next]) => next !== undefined && setMethod(next)}
      >
        <Toggle value="sign-in">{connectMessages.form.signIn}</Toggle>
        <Toggle value="token">{connectMessages.form.useToken}</Toggle>
      </ToggleGroup>
      {/* Read-only while it waits, not disabled: a disabled field would lose the focus. */}
      <div className="connect-fields">
        <ConnectField
          name={connectMessages.form.link}
          problem={problemOf('link')}
          value={sharedUrl}
          onChange={type(setSharedUrl)}
          placeholder={kept.link ? connectMessages.form.kept : connectMessages.form.linkPlaceholder}
          hint={linkHint(sharedUrl)}
          isReadOnly={isBusy}
          takesFocus={kept.token && faulty === 'link'}
        />
        <ConnectField
          name={connectMessages.form.password}
          problem={problemOf('password')}
          value={password}
          onChange={type(setPassword)}
          isSecret
          placeholder={kept.password ? connectMessages.form.kept : undefined}
          hint={capitalised(passwordWarning(password))}
          isReadOnly={isBusy}
          takesFocus={kept.link && faulty === 'password'}
        />
        {method === 'token' ? (
          <ConnectField
            name={connectMessages.form.token}
            problem={problemOf('token')}
            value={accessToken}
            onChange={type(setAccessToken)}
            isSecret
            placeholder={kept.token ? connectMessages.form.kept : undefined}
            isReadOnly={isBusy}
            takesFocus={kept.link && faulty === 'token'}
            hint={connectMessages.form.tokenHint}
          />
        ) : (
          <p className="hint">
            {lacksKey ? (
              <WithAction
                text={connectMessages.form.needsAppKey}
                onAction={() => app.views.go('settings')}
              />
            ) : (
              connectMessages.form.ownBrowser
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
            <span>{connectMessages.form.remember}</span>
          </label>
        ) : (
          <p className="hint">{connectMessages.form.noKeychain}</p>
        )}
      </div>
      <div className="connect-do">
        <button
          type="submit"
          className="button primary large"
          disabled={!isReady && !isBusy}
          aria-disabled={isBusy || undefined}
        >
          {method === 'sign-in' ? connectMessages.form.signIn : connectMessages.form.connect}
        </button>
        {isBusy ? (
          <>
            <span role="status">{connectMessages.form.connecting}</span>
            <button
              type="button"
              className="button"
              onClick={() => void app.ask('connection.cancel', null)}
            >
              {uiMessages.cancel}
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
            {connectMessages.form.openConfig}
          </button>
        )}
        {!isBusy && <span className="hint">{connectMessages.form.dropConfig}</span>}
      </div>
      {shown !== null && isElsewhere && !isBusy && <Problem problem={shown} />}
      {!isBusy && keptHint(kept) !== '' && <p className="hint">{keptHint(kept)}</p>}
      {!isBusy && <Remembered problem={problem} kept={kept} isRemembered={isRemembered} />}
    </form>
  );
}

function linkHint(typed: string): string | undefined {
  const { changes } = cleanLink(typed);
  return changes.length === 0 ? undefined : connectMessages.form.linkCleaned(changes);
}

function capitalised(sentence: string | null): string | undefined {
  return sentence === null ? undefined : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
