import type { ReactNode } from 'react';
import type { Verdict } from '#shared/library/verdict.ts';
import { type MarkOf, StateMark } from '../app/state-mark.tsx';

const SHARED: Readonly<Partial<Record<Verdict, MarkOf>>> = {
  verified: 'verified',
  'size-only': 'size-only',
  'not-known': 'listed',
  damaged: 'problem',
};

/** What only a check can find. */
const SHAPES: Readonly<Partial<Record<Verdict, string>>> = {
  unreadable: 'M7 2.2 12.4 11.8H1.6z',
  missing: 'm3 3 8 8M11 3l-8 8',
  foreign: 'M7 1.8 12.2 7 7 12.2 1.8 7z',
};

/** A verdict as a shape and a colour: either tells it alone. Stands beside its word. */
export function VerdictMark({ of }: { readonly of: Verdict }): ReactNode {
  const shared = SHARED[of];
  if (shared !== undefined) return <StateMark of={shared} />;
  return (
    <svg
      className="state-mark"
      data-of={of}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[of]} />
    </svg>
  );
}
