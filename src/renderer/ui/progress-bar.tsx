import type { ReactNode } from 'react';

interface ProgressBarProps {
  readonly name: string;
  /** From 0 to 1. */
  readonly part: number;
  /** What a screen reader says in place of the percentage. */
  readonly text: string;
  /** The stretches of the bar, if it has more than one. */
  readonly children?: ReactNode;
}

export function ProgressBar({ name, part, text, children }: ProgressBarProps): ReactNode {
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(part * 100)}
      aria-valuetext={text}
    >
      {children ?? <i style={{ width: `${part * 100}%` }} />}
    </div>
  );
}
