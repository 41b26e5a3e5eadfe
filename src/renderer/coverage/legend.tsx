import type { ReactNode } from 'react';
import { coverageMessages } from '../messages/coverage.ts';
import { type MarkOf, StateMark } from '../ui/state-mark.tsx';

const MARKS: readonly (readonly [MarkOf, string])[] = [
  ['listed', coverageMessages.legend.listed],
  ['waiting', coverageMessages.legend.waiting],
  ['partly', coverageMessages.legend.partly],
  ['size-only', coverageMessages.legend.onDisk],
  ['verified', coverageMessages.legend.verified],
  ['problem', coverageMessages.legend.damaged],
];

/** The marks of the cells, each with its word. */
export function Legend(): ReactNode {
  return (
    <span className="coverage-legend" role="group" aria-label={coverageMessages.legend.name}>
      {MARKS.map(([of, word]) => (
        <span key={of}>
          <StateMark of={of} /> {word}
        </span>
      ))}
      <span>
        <i className="swatch" data-ticked="all" /> {coverageMessages.legend.ticked}
      </span>
      <span>
        <i className="swatch" data-ticked="some" /> {coverageMessages.legend.someTicked}
      </span>
    </span>
  );
}
