import type { ReactNode } from 'react';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { useApp } from '../app/use-app.ts';
import { takeStep } from '../app/end-work.ts';
import { uiMessages } from '../messages/ui.ts';

/** Whether an account can be forgotten: one in the keychain, or one of this session. */
export function mayForget(state: ConnectionState): boolean {
  if (state.kind === 'connected' && state.to === 'dropbox') return true;
  return 'remembered' in state && state.remembered === true;
}

export function ForgetButton({ isDisabled = false }: { readonly isDisabled?: boolean }): ReactNode {
  const app = useApp();
  return (
    <button
      type="button"
      className="button danger"
      disabled={isDisabled}
      onClick={() =>
        void takeStep(app, { kind: 'forget' }, uiMessages.forgetStep, () =>
          app.ask('connection.forget', null),
        )
      }
    >
      {uiMessages.forgetAccount}
    </button>
  );
}
