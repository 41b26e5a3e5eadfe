import type { ReactNode } from 'react';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';
import { Notice } from '../ui/notice.tsx';
import { nextStepOf } from './next-step.ts';

/** What keeps the app from connecting, and what to do about it. */
export function Problem({ problem }: { readonly problem: ConnectionProblem }): ReactNode {
  const { title, advice } = nextStepOf(problem.code);
  return (
    <Notice tone="problem" title={`${title}.`}>
      <p>{problem.message}</p>
      {advice !== '' && <p className="advice">{advice}</p>}
    </Notice>
  );
}
