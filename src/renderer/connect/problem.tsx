import type { ReactNode } from 'react';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';
import { Notice } from '../ui/notice.tsx';
import { connectMessages } from '../messages/connect.ts';

/** Why connecting failed, and what to do about it. */
export function Problem({ problem }: { readonly problem: ConnectionProblem }): ReactNode {
  const { title, advice } = connectMessages.problem(problem.code);
  return (
    <Notice tone="problem" title={`${title}.`}>
      <p>{problem.message}</p>
      {advice !== '' && <p className="advice">{advice}</p>}
    </Notice>
  );
}
