import type { ReactNode } from 'react';

interface OneOfProps<T extends string> {
  readonly name: string;
  readonly all: readonly T[];
  readonly chosen: T;
  readonly nameOf: (value: T) => string;
  readonly onChoose: (value: T) => void;
}

/** Buttons in a row, of which one is pressed. */
export function OneOf<T extends string>(props: OneOfProps<T>): ReactNode {
  const { name, all, chosen, nameOf, onChoose } = props;
  return (
    <div className="segments" role="group" aria-label={name}>
      {all.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {nameOf(value)}
        </button>
      ))}
    </div>
  );
}
