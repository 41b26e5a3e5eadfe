import type { ReactNode } from 'react';
import { formatRate } from '#shared/format/quantities.ts';
import { downloadsMessages } from '../messages/downloads.ts';
import { HISTORY_STEP_MS, HISTORY_STEPS } from '../app/queue-watch.ts';
import { sparklinePath } from './sparkline-path.ts';

const WIDTH = 240;
const HEIGHT = 40;

/** The steps that a run of less than a minute is drawn over. */
const FIRST_STEPS = 60;

/** The rate over the last three minutes. */
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
            ? downloadsMessages.sparkline.noRate
            : downloadsMessages.sparkline.rate(minutes, peak)
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
        <span>{downloadsMessages.sparkline.minutes(minutes)}</span>
        <span>{peak === '' ? '' : downloadsMessages.sparkline.peak(peak)}</span>
        <span>{downloadsMessages.sparkline.now}</span>
      </figcaption>
    </figure>
  );
}
