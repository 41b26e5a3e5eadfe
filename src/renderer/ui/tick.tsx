import type { ReactNode } from 'react';
import type { TickState } from '#shared/catalogue/tree-ticks.ts';

/** The box of a tri-state tick: a tick, a bar for some, or nothing in it. */
export function Tick({ state }: { readonly state: TickState }): ReactNode {
  return (
    <svg className="tick" data-state={state} viewBox="0 0 14 14" aria-hidden="true">
      <rect
        x="0.75"
        y="0.75"
        width="12.5"
        height="12.5"
        rx="2"
        fill={state === 'none' ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {state === 'all' && (
        <path
          d="m3.4 7.3 2.4 2.4 4.8-5"
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {state === 'some' && (
        <path d="M3.6 7h6.8" stroke="var(--on-accent)" strokeWidth="2" strokeLinecap="round" />
      )}
    </svg>
  );
}
