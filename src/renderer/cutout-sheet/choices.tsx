import type { ReactNode } from 'react';

interface ChoicesProps<T extends string> {
  readonly name: string;
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  readonly nameOf: (value: T) => string;
  readonly onChoose: (next: readonly T[]) => void;
}

/** Buttons of which any number may be pressed, but one at least. */
export function Choices<T extends string>(props: ChoicesProps<T>): ReactNode {
  const { name, all, chosen, nameOf, onChoose } = props;
  const toggle = (value: T): void => {
    const next = all.filter((each) => chosen.includes(each) !== (each === value));
    if (next.length > 0) onChoose(next);
  };
  return (
    <div className="field">
      <span className="label">{name}</span>
      <div className="segments cutout-choices" role="group" aria-label={name}>
        {all.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            onClick={() => toggle(value)}
          >
            {nameOf(value)}
          </button>
        ))}
      </div>
    </div>
  );
}
