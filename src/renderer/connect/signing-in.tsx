import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { Elided } from '../ui/elided.tsx';
import { Icon } from '../ui/icons.tsx';
import { useApp } from '../app/use-app.ts';

type SigningInState = Extract<ConnectionState, { kind: 'signing-in' }>;

/**
 * While the user is at Dropbox. On a desktop the browser was opened for them; a server can't, so there the address is
 * the first thing on the page.
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
      <h2>{isServed ? 'Sign in at Dropbox' : 'Continue in your browser'}</h2>
      <p className="lead">
        {isServed
          ? 'Open this page of Dropbox and allow access'
          : 'Dropbox is open there. Allow access'}
        {state.comesBackByItself
          ? '; then this page goes on by itself.'
          : ', then copy the code that it shows and paste it here.'}
      </p>
      <Address url={state.authorizeUrl} isServed={isServed} />
      <div className="field">
        <label htmlFor="sign-in-code">Code from Dropbox</label>
        <input
          id="sign-in-code"
          className="input mono"
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        {state.comesBackByItself && (
          <p className="hint">If the browser doesn’t come back by itself, paste the code here.</p>
        )}
      </div>
      <div className="connect-do">
        <button type="submit" className="button primary large" disabled={code.trim() === ''}>
          Finish signing in
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => void app.ask('connection.cancel', null)}
        >
          Cancel
        </button>
      </div>
    </form>
  );
}

/** Where to sign in: to open, and to copy into whichever browser knows the user. */
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
    app.toasts.show('Address copied.');
  };
  return (
    <div className="sign-in-address">
      {isServed ? (
        <a className="button large primary" href={url} target="_blank" rel="noopener noreferrer">
          Open Dropbox
          <Icon name="outside" size={14} />
        </a>
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => void app.ask('app.openExternal', { url })}
        >
          Open Dropbox again
          <Icon name="outside" size={14} />
        </button>
      )}
      <span className="mono address">
        <Elided text={url} tail={12} />
      </span>
      <button type="button" className="button quiet small" onClick={copy}>
        <Icon name="copy" size={13} />
        Copy address
      </button>
    </div>
  );
}
