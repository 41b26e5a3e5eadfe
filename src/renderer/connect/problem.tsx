import { type ReactNode, useEffect, useRef } from 'react';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { connectMessages } from '../messages/connect.ts';

/** Why connecting failed, and what to do about it; below the field that is wrong, or below the form. */
export function Problem({
  problem,
  id,
}: {
  readonly problem: ConnectionProblem;
  readonly id?: string;
}): ReactNode {
  const words = connectMessages.problem(problem.code, problem.message);
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // In braces: newer versions of Chromium return a promise, which React would call as a clean-up.
    line.current?.scrollIntoView({ block: 'nearest' });
  }, [words]);
  return (
    <p ref={line} id={id} className="connect-problem" role="alert">
      <StateMark of="problem" />
      <span>{words}</span>
    </p>
  );
}
