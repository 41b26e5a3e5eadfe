import type { ReactNode } from 'react';
import { formatRate } from '#shared/format/quantities.ts';
import { HISTORY_STEPS } from './queue-watch.ts';
import { sparklinePath } from './sparkline-path.ts';

const WIDTH = 240;
const HEIGHT = 40;

/** The rate of the last three minutes. */
export function Sparkline({ history }: { readonly history: readonly number[] }): ReactNode {
  const { line, top } = sparklinePath(history, HISTORY_STEPS, WIDTH, HEIGHT);
  const peak = top > 1 ? formatRate(top) : '';
  return (
    <figure className="sparkline">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={peak === '' ? 'No rate yet' : `Rate over three minutes, at most ${peak}`}
      >
        {[0, 1, 2].map((minute) => (
          <path key={minute} className="grid" d={`M${(minute * WIDTH) / 3} 0V${HEIGHT}`} />
        ))}
        <path className="grid" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        {history.length > 1 && (
          <>
            <path
              className="area"
              d={`${line}L${WIDTH} ${HEIGHT}L${WIDTH - ((history.length - 1) * WIDTH) / (HISTORY_STEPS - 1)} ${HEIGHT}z`}
            />
            <path className="line" d={line} />
          </>
        )}
      </svg>
      <figcaption>
        <span>3 min</span>
        <span>{peak === '' ? '' : `peak ${peak}`}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}
