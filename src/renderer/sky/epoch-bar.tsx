import { type ReactNode, useEffect, useState } from 'react';
import { EPOCHS } from '#shared/survey/epochs.ts';
import { skyMessages } from '../messages/sky.ts';
import { Icon } from '../ui/icons.tsx';
import { useMedia } from '../ui/use-media.ts';
import type { FieldFacts } from './field-facts.ts';
import { OBSERVING_DAYS } from './observing-days.ts';
import { LAST_DAY_INDEX, playDays, showUntilDay } from './play-days.ts';
import { toggleEpoch, useSky } from './sky-store.ts';

/** Which epochs the map shows, and until which day. */
export function EpochBar({ facts }: { readonly facts: readonly FieldFacts[] }): ReactNode {
  const { hiddenEpochs, lastDay } = useSky();
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => (isPlaying ? playDays(() => setPlaying(false)) : undefined), [isPlaying]);
  const isCalm = useMedia('(prefers-reduced-motion: reduce)');
  const { time } = skyMessages;
  const day = lastDay ?? LAST_DAY_INDEX;
  const onDay = facts.filter(({ isOnLastDay }) => isOnLastDay).length;
  const words =
    lastDay === null
      ? time.day(OBSERVING_DAYS[LAST_DAY_INDEX]!)
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
            aria-label={time.epoch(epoch)}
            onClick={() => toggleEpoch(epoch)}
          >
            {epoch}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="icon-button"
        disabled={isCalm}
        title={isCalm ? time.reducedMotion : undefined}
        aria-label={isPlaying ? time.pause : time.play}
        onClick={() => setPlaying(!isPlaying)}
      >
        <Icon name={isPlaying ? 'pause' : 'play'} size={15} />
      </button>
      <input
        type="range"
        className="days"
        aria-label={time.slider}
        aria-valuetext={words}
        min={0}
        max={LAST_DAY_INDEX}
        value={day}
        onChange={({ target }) => {
          setPlaying(false);
          showUntilDay(Number(target.value));
        }}
      />
      <span className="day">{words}</span>
    </div>
  );
}
