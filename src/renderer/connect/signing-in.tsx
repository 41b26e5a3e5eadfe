import { type ReactNode, useState } from 'react';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { useApp } from '../app/use-app.ts';

type SigningInState = Extract<ConnectionState, { kind: 'signing-in' }>;

export function SigningIn({ state }: { readonly state: SigningInState }): ReactNode {
  const app = useApp();
  const [code, setCode] = useState('');
  return (
    <form
      className="connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        void app.ask('connection.finishSignIn', { code: code.trim() });
      }}
    >
      <h2>Continue in your browser</h2>
      <p className="lead">
        Dropbox is open there. Allow access
        {state.comesBackByItself
          ? '; then this page goes on by itself.'
          : ', then copy the code that it shows and paste it here.'}
      </p>
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
        {state.comesBackByItself && <p className="hint">Only if Dropbox shows one.</p>}
      </div>
      <div className="connect-do">
        <button type="submit" className="button primary large" disabled={code.trim() === ''}>
          Finish signing in
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => void app.ask('app.openExternal', { url: state.authorizeUrl })}
        >
          Open Dropbox again
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
