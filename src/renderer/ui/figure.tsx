import type { ReactNode } from 'react';

/** One large figure of a process, below its name. */
export function Figure({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How much of a whole, rounded down: 100.0 % is all of it. */
export function percentOf(part: number): string {
  return `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;
}
