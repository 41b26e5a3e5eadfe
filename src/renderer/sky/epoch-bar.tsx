import { type ReactNode, useEffect, useState } from 'react';
import { EPOCHS, shortEpoch } from '#shared/survey/epochs.ts';
import { skyMessages } from '../messages/sky.ts';
import { Icon } from '../ui/icons.tsx';
import { useMedia } from '../ui/use-media.ts';
import type { FieldFacts } from './field-facts.ts';
import { OBSERVING_DAYS } from './observing-days.ts';
import { toggleEpoch, useSky } from './sky-store.ts';

const LAST = OBSERVING_DAYS.length - 1;
const PLAY_STEP_MS = 380;

/** Which epochs the map shows, and until which day. */
export function EpochBar({ facts }: { readonly facts: readonly FieldFacts[] }): ReactNode {
  const { hiddenEpochs, lastDay } = useSky();
  const { isPlaying, play, pause } = usePlay();
  const isCalm = useMedia('(prefers-reduced-motion: reduce)');
  const { time } = skyMessages;
  const day = lastDay ?? LAST;
  const onDay = facts.filter(({ isOnLastDay }) => isOnLastDay).length;
  const words =
    lastDay === null
      ? time.day(OBSERVING_DAYS[LAST]!)
      : `${time.day(OBSERVING_DAYS[day]!)} · ${time.fieldsOn(onDay)}`;
  return (
    <div className="epoch-bar">
      <div className="chips" role="group" aria-label={time.epochs}>
        {EPOCHS.map((epoch) => (
          <button
            key={epoch}
            type="button"
            className="chip"
            aria-pressed={!hiddenEpochs.has(epoch)}
            aria-label={time.epoch(shortEpoch(epoch))}
            onClick={() => toggleEpoch(epoch)}
          >
            {shortEpoch(epoch)}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="icon-button"
        disabled={isCalm}
        title={isCalm ? time.reducedMotion : undefined}
        aria-label={isPlaying ? time.pause : time.play}
        onClick={isPlaying ? pause : play}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} size={15} />
      </button>
      <input
        type="range"
        className="days"
        aria-label={time.slider}
        aria-valuetext={words}
        min={0}
        max={LAST}
        value={day}
        onChange={({ target }) => {
          pause();
          useSky.setState({ lastDay: Number(target.value) === LAST ? null : Number(target.value) });
        }}
      />
      <span className="day">{words}</span>
    </div>
  );
}

/** Steps through the observing days, one after the other, to the last. */
function usePlay(): {
  readonly isPlaying: boolean;
  readonly play: () => void;
  readonly pause: () => void;
} {
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setInterval(() => {
      const next = (useSky.getState().lastDay ?? LAST) + 1;
      useSky.setState({ lastDay: next >= LAST ? null : next });
      if (next >= LAST) setPlaying(false);
    }, PLAY_STEP_MS);
    return () => clearInterval(timer);
  }, [isPlaying]);
  return {
    isPlaying,
    play: () => {
      if (useSky.getState().lastDay === null) useSky.setState({ lastDay: 0 });
      setPlaying(true);
    },
    pause: () => setPlaying(false),
  };
}
