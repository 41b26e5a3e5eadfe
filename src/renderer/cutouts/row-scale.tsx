import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { isCentredMap } from '#shared/image/colour-maps.ts';
import { gradientOf } from '#shared/image/gradient.ts';
import type { Limits } from '#shared/image/limits.ts';
import type { Colouring } from '#shared/image/paint.ts';
import { unitFactor } from '#shared/image/unit-factor.ts';
import { formatValues } from '#shared/image/value-text.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { fixLimits } from './wall-look.ts';

const { scale } = cutoutsMessages;

interface RowScaleProps {
  /** Key of the row, and its name. */
  readonly row: string;
  readonly name: string;
  readonly colouring: Colouring;
  readonly unit: string;
  readonly isFixed: boolean;
}

/** The colours of a row with the limits at both ends, which can be set. */
export function RowScale({ row, name, colouring, unit, isFixed }: RowScaleProps): ReactNode {
  const { limits, map } = colouring;
  const { texts, unit: shown } = formatValues([limits.low, limits.high], unit);
  const [low = '', high = ''] = texts;
  const factor = unitFactor(shown, unit) ?? 1;
  const set = (end: keyof Limits, value: number): void => {
    const next = { ...limits, [end]: value * factor };
    fixLimits(row, isCentredMap(map) ? { low: -next.high, high: next.high } : next);
  };
  const isGood = (end: keyof Limits, value: number): boolean => {
    if (isCentredMap(map)) return value > 0;
    return end === 'low' ? value * factor < limits.high : value * factor > limits.low;
  };
  return (
    <div className="row-scale" role="group" aria-label={scale.name(name, low, high, shown)}>
      <div className="ramp" style={{ background: gradientOf(colouring) }} />
      <LimitInput
        name={scale.high(name, shown)}
        shown={high}
        isGood={(value) => isGood('high', value)}
        onSet={(value) => set('high', value)}
      />
      <span className="unit">{shown}</span>
      {isFixed ? (
        <button type="button" className="as-link" onClick={() => fixLimits(row, null)}>
          {scale.reset}
        </button>
      ) : (
        <span className="unit">{scale.found}</span>
      )}
      {isCentredMap(map) ? (
        <span className="unit">{low}</span>
      ) : (
        <LimitInput
          name={scale.low(name, shown)}
          shown={low}
          isGood={(value) => isGood('low', value)}
          onSet={(value) => set('low', value)}
        />
      )}
    </div>
  );
}

/** A limit as a number. It counts with Enter, or when the focus leaves. */
function LimitInput({
  name,
  shown,
  isGood,
  onSet,
}: {
  readonly name: string;
  readonly shown: string;
  readonly isGood: (value: number) => boolean;
  readonly onSet: (value: number) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed === null || typed.trim() === '' ? Number.NaN : Number(typed);
  const isUsable = Number.isFinite(value) && isGood(value);
  const take = (): void => {
    if (typed !== null && typed !== shown && isUsable) onSet(value);
    setTyped(null);
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Enter' && isUsable) take();
    if (key === 'Escape') setTyped(null);
  };
  return (
    <input
      className="input mono"
      inputMode="decimal"
      aria-label={name}
      aria-invalid={typed !== null && !isUsable}
      value={typed ?? shown}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}
