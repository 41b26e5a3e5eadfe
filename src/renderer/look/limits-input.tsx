import { type ReactNode, useEffect, useState } from 'react';
import type { LimitsChoice } from '#shared/image/find-limits.ts';
import type { Limits } from '#shared/image/limits.ts';
import { lookMessages } from '../messages/look.ts';
import { useLook } from './look-store.ts';

const PERCENTS = [99.9, 99.5, 99, 98, 95, 90];

/** Which limits the colours have; two numbers where they are set by hand. */
export function LimitsChoiceInput(): ReactNode {
  const choice = useLook((state) => state.choice);
  const limits = useLook((state) => state.limits);
  const { tools } = lookMessages;
  const choose = (key: string): void => useLook.setState({ choice: choiceOf(key, limits) });
  return (
    <>
      <select
        className="input limits"
        aria-label={tools.limits}
        value={keyOf(choice)}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="zscale">{tools.zscale}</option>
        {PERCENTS.map((percent) => (
          <option key={percent} value={percent}>
            {tools.percentile(percent)}
          </option>
        ))}
        <option value="min-max">{tools.minMax}</option>
        <option value="fixed">{tools.fixed}</option>
      </select>
      {choice.kind === 'fixed' && (
        <>
          <LimitInput end="low" limits={choice.limits} />
          <LimitInput end="high" limits={choice.limits} />
        </>
      )}
    </>
  );
}

/** One of the two limits, as a number in the image's unit. It counts once it is one, on its side of the other. */
function LimitInput({
  end,
  limits,
}: {
  readonly end: keyof Limits;
  readonly limits: Limits;
}): ReactNode {
  const [text, setText] = useState(() => String(Number(limits[end].toPrecision(5))));
  const next = { ...limits, [end]: Number(text) };
  const isGood = text.trim() !== '' && Number.isFinite(next[end]) && next.low < next.high;
  useEffect(() => {
    if (isGood && next[end] !== limits[end]) {
      useLook.setState({ choice: { kind: 'fixed', limits: next } });
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: only the user's text changes the limits.
  }, [text]);
  return (
    <input
      className="input limit mono"
      inputMode="decimal"
      aria-label={lookMessages.tools[end]}
      aria-invalid={!isGood}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}

function keyOf(choice: LimitsChoice): string {
  return choice.kind === 'percentile' ? String(choice.percent) : choice.kind;
}

function choiceOf(key: string, limits: Limits | null): LimitsChoice {
  if (key === 'zscale' || key === 'min-max') return { kind: key };
  if (key === 'fixed') return { kind: 'fixed', limits: limits ?? { low: 0, high: 1 } };
  return { kind: 'percentile', percent: Number(key) };
}
