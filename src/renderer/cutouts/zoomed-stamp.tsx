import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { formatValue } from '#shared/image/value-text.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { LookButton } from '../ui/look-button.tsx';
import { columnWords } from './cell-words.ts';
import { type DrawnRow, gridOf } from './drawn-wall.ts';
import { StampView } from './stamp-view.tsx';
import { epochsOf, type WallAction } from './wall-state.ts';

const BLINK_MS = 700;
const { zoom } = cutoutsMessages;

interface ZoomedStampProps {
  readonly rows: readonly DrawnRow[];
  readonly path: string;
  readonly isBlinking: boolean;
  /** Whether the system asks for less motion: then nothing blinks. */
  readonly isCalm: boolean;
  readonly pathOf: (file: string) => string | null;
  readonly act: (action: WallAction) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One stamp in the place of all, which steps or blinks through its epochs in the same colours. */
export function ZoomedStamp(props: ZoomedStampProps): ReactNode {
  const { rows, path, isBlinking, isCalm, pathOf, act, onKeyDown } = props;
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  useEffect(() => {
    if (!isBlinking) return undefined;
    const timer = setInterval(() => act({ kind: 'blink' }), BLINK_MS);
    return () => clearInterval(timer);
  }, [isBlinking, act]);
  const found = rows
    .flatMap((row) => row.cells.map((place) => ({ row, ...place })))
    .find(({ cell }) => cell?.path === path);
  if (found === undefined) return null;
  const { row, column, cell, stamp } = found;
  if (stamp === null || row.colouring === null) return null;
  const { limits } = row.colouring;
  const words = cutoutsMessages.row(row);
  const epochs = epochsOf(gridOf(rows), path);
  const place = epochs.indexOf(path) + 1;
  const peak = formatValue(stamp.peak, stamp.unit);
  const file = cell?.file ?? null;
  const lookPath = file === null ? null : pathOf(file);
  const range = cutoutsMessages.limits(
    formatValue(limits.low, row.unit),
    formatValue(limits.high, row.unit),
  );
  return (
    <section
      ref={section}
      className="zoomed"
      aria-label={zoom.name}
      aria-description={zoom.hint}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys.
      tabIndex={0}
      onKeyDown={(event) => {
        // Space and Enter on a button are the button's.
        const isOnButton = event.target !== event.currentTarget;
        if (isOnButton && (event.key === ' ' || event.key === 'Enter')) return;
        onKeyDown(event);
      }}
    >
      <h3 aria-live={isBlinking ? 'off' : 'polite'}>
        {zoom.caption(words, column.field, columnWords(column), place, epochs.length)}
      </h3>
      <StampView
        stamp={stamp}
        colouring={row.colouring}
        compassSize={0.4}
        name={cutoutsMessages.stamp(words, columnWords(column), peak)}
      />
      <span className="peak">{`${cutoutsMessages.peak(peak)} · ${range}`}</span>
      <div className="actions">
        <button
          type="button"
          className="button small"
          disabled={isCalm || epochs.length < 2}
          title={isCalm ? zoom.reducedMotion : undefined}
          onClick={() => act({ kind: 'set-blinking', isBlinking: !isBlinking })}
        >
          {isBlinking ? zoom.stop : zoom.blink}
        </button>
        {([-1, 1] as const).map((by) => (
          <button
            key={by}
            type="button"
            className="button small"
            disabled={epochs.length < 2}
            onClick={() => act({ kind: 'step', by })}
          >
            {by === -1 ? zoom.previous : zoom.next}
          </button>
        ))}
        {lookPath !== null && <LookButton path={lookPath} />}
        <button type="button" className="button quiet small" onClick={() => act({ kind: 'leave' })}>
          {zoom.all}
        </button>
      </div>
      <p className="hint">{zoom.hint}</p>
    </section>
  );
}
