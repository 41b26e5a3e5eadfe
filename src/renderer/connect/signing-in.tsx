import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { Elided } from '../ui/elided.tsx';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';
import { connectMessages } from '../messages/connect.ts';
import { uiMessages } from '../messages/ui.ts';

type SigningInState = Extract<ConnectionState, { kind: 'signing-in' }>;

/**
 * Shown while the user signs in at Dropbox. The desktop app opens the browser; a server cannot, so its page begins with
 * the address.
 */
export function SigningIn({ state }: { readonly state: SigningInState }): ReactNode {
  const app = useApp();
  const isServed = useStore(app.info, ({ info }) => info?.host === 'browser');
  const [code, setCode] = useState('');
  return (
    <form
      className="connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        void app.ask('connection.finishSignIn', { code: code.trim() });
      }}
    >
      <h2>
        {isServed ? connectMessages.signingIn.titleServed : connectMessages.signingIn.titleDesktop}
      </h2>
      <p className="lead">{connectMessages.signingIn.lead(isServed, state.comesBackByItself)}</p>
      <Address url={state.authorizeUrl} isServed={isServed} />
      <div className="field">
        <label htmlFor="sign-in-code">{connectMessages.signingIn.code}</label>
        <input
          id="sign-in-code"
          className="input mono"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        {state.comesBackByItself && <p className="hint">{connectMessages.signingIn.codeHint}</p>}
      </div>
      <div className="connect-do">
        <button type="submit" className="button primary large" disabled={code.trim() === ''}>
          {connectMessages.signingIn.finish}
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => void app.ask('connection.cancel', null)}
        >
          {uiMessages.cancel}
        </button>
      </div>
    </form>
  );
}

/** The address of the sign-in page, to open or to copy into another browser. */
function Address({
  url,
  isServed,
}: {
  readonly url: string;
  readonly isServed: boolean;
}): ReactNode {
  const app = useApp();
  const copy = () => {
    void navigator.clipboard.writeText(url);
    app.toasts.show(connectMessages.signingIn.copied);
  };
  return (
    <div className="sign-in-address">
      {isServed ? (
        <a className="button large primary" href={url} target="_blank" rel="noopener noreferrer">
          {connectMessages.signingIn.open}
          <Icon name="outside" size={14} />
        </a>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => void app.ask('app.openExternal', { url })}
        >
          {connectMessages.signingIn.openAgain}
          <Icon name="outside" size={14} />
        </button>
      )}
      <span className="mono address">
        <Elided text={url} tail={12} />
      </span>
      <button type="button" className="button quiet small" onClick={copy}>
        <Icon name="copy" size={13} />
        {connectMessages.signingIn.copy}
      </button>
    </div>
  );
}
