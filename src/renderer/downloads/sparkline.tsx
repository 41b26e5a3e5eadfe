import type { ReactNode } from 'react';
import { formatNumberOf, formatRate } from '#shared/format/quantities.ts';
import { HISTORY_STEP_MS, HISTORY_STEPS } from '../app/queue-watch.ts';
import { sparklinePath } from './sparkline-path.ts';

const WIDTH = 240;
const HEIGHT = 40;

/** A run that has just begun is drawn over the first of the three minutes. */
const FIRST_STEPS = 60;

/** The rate of the last three minutes. */
export function Sparkline({ history }: { readonly history: readonly number[] }): ReactNode {
  const steps = history.length <= FIRST_STEPS ? FIRST_STEPS : HISTORY_STEPS;
  const minutes = (steps * HISTORY_STEP_MS) / 60_000;
  const { line, top } = sparklinePath(history, steps, WIDTH, HEIGHT);
  const peak = top > 1 ? formatRate(top) : '';
  return (
    <figure className="sparkline">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          peak === ''
            ? 'No rate yet'
            : `Rate over ${formatNumberOf(minutes, 'minute')}, at most ${peak}`
        }
      >
        {[0, 1, 2].map((minute) => (
          <path key={minute} className="grid" d={`M${(minute * WIDTH) / 3} 0V${HEIGHT}`} />
        ))}
        <path className="grid" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {history.length > 1 && (
          <>
            <path
              className="area"
              d={`${line}L${WIDTH} ${HEIGHT}L${WIDTH - ((history.length - 1) * WIDTH) / (steps - 1)} ${HEIGHT}z`}
            />
            <path className="line" d={line} />
          </>
        )}
      </svg>
      <figcaption>
        <span>{minutes} min</span>
        <span>{peak === '' ? '' : `peak ${peak}`}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
