import type { ReactNode } from 'react';
import { type Observation, OBSERVATIONS } from '#shared/survey/observations.ts';
import { startMs } from '../ticks/observed.ts';
import { browseMessages } from '../messages/browse.ts';

const WIDTH = 264;
const AXIS_Y = 34;

const ALL_MS = OBSERVATIONS.map(startMs).filter((ms) => ms !== null);
const FIRST = new Date(Math.min(...ALL_MS));
const FIRST_MS = Date.UTC(FIRST.getUTCFullYear(), FIRST.getUTCMonth(), 15);
const LAST_MS = Math.max(...ALL_MS) + 6 * 86_400_000;

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

function x(ms: number): number {
  return 4 + ((ms - FIRST_MS) / (LAST_MS - FIRST_MS)) * (WIDTH - 8);
}

/** When a field was observed during the survey, with the chosen epoch highlighted. */
export function FieldTimeline({
  tiles,
  epoch,
}: {
  readonly tiles: readonly Observation[];
  readonly epoch: string | null;
}): ReactNode {
  const seen = tiles.flatMap((tile) => {
    const ms = startMs(tile);
    return ms === null ? [] : [{ epoch: tile.epoch, at: x(ms) }];
  });
  return (
    <svg
      className="timeline"
      viewBox={`0 0 ${WIDTH} 52`}
      role="img"
      aria-label={browseMessages.detail.timeline([...new Set(seen.map((each) => each.epoch))])}
    >
      {months().map(({ ms, name }) => (
        <g key={ms}>
          <path className="grid" d={`M${x(ms)} 14V${AXIS_Y + 4}`} />
          <text className="month" x={x(ms) + 3} y={AXIS_Y + 15}>
            {name}
          </text>
        </g>
      ))}
      <path className="axis" d={`M0 ${AXIS_Y}H${WIDTH}`} />
      {spread(seen).map(({ epoch: of, at, label }) => (
        <g key={`${of} ${at}`} data-chosen={of === epoch || undefined}>
          <path className="seen" d={`M${at} ${AXIS_Y}V19L${label} 11`} />
          <circle cx={at} cy={AXIS_Y} r="2.4" />
          <text x={label} y="9" textAnchor="middle">
            {of}
          </text>
        </g>
      ))}
    </svg>
  );
}

function months(): readonly { readonly ms: number; readonly name: string }[] {
  const first = new Date(FIRST_MS);
  return Array.from({ length: 12 }, (_, step) => {
    const ms = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1 + step, 1);
    return { ms, name: MONTH.format(ms) };
  }).filter(({ ms }) => x(ms) < WIDTH - 20);
}

/** The width of a digit in units of the drawing. */
const DIGIT = 5.6;
const LABEL_GAP = 6;

/** Moves labels apart that would overlap: epochs are days apart, or months. */
function spread<T extends { readonly at: number; readonly epoch: string }>(
  seen: readonly T[],
): readonly (T & { readonly label: number })[] {
  const half = ({ epoch }: T): number => (epoch.length * DIGIT) / 2;
  let free = 0;
  const placed = seen
    .toSorted((a, b) => a.at - b.at)
    .map((each) => {
      const label = Math.max(each.at, free + half(each));
      free = label + half(each) + LABEL_GAP;
      return { ...each, label };
    });
  let limit = WIDTH;
  return placed
    .toReversed()
    .map((each) => {
      const label = Math.min(each.label, limit - half(each));
      limit = label - half(each) - LABEL_GAP;
      return { ...each, label };
    })
    .toReversed();
}
