import type { ReactNode } from 'react';
import type { ConnectionProblem, KeptCredentials } from '#shared/ipc/connection-state.ts';
import { useApp } from '../app/use-app.ts';
import { connectMessages } from '../messages/connect.ts';
import { ForgetButton } from '../ui/forget-button.tsx';

/** What needs no typing: connect again with the kept credentials, or forget the account. */
export function Remembered({
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
  // Refused credentials are only tried again if they are the remembered ones, and if the user asks for it.
  const mayRetry = problem !== null && (isComplete || isRemembered);
  if (!mayRetry && !isRemembered) return null;
  return (
    <div className="connect-do">
      {mayRetry && (
        <button type="button" className="button" onClick={() => void ask('connection.retry', null)}>
          {isComplete ? connectMessages.form.retry : connectMessages.form.retryRemembered}
        </button>
      )}
      {isRemembered && <ForgetButton />}
    </div>
  );
}
