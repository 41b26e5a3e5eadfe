import { NumberField } from '@base-ui/react/number-field';
import { type ReactNode, useState } from 'react';
import { settingsMessages } from '../messages/settings.ts';

interface NumberInputProps {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A number that is applied on Enter or blur, not on each key. An invalid one is replaced by the current value. */
export function NumberInput({ name, value, min, max, onChange }: NumberInputProps): ReactNode {
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <NumberField.Root
      className="number-input"
      value={draft ?? value}
      onValueChange={setDraft}
      min={min}
      max={max}
      onValueCommitted={(next) => {
        if (next !== null && next !== value) onChange(next);
        setDraft(null);
      }}
    >
      <NumberField.Group className="number-group">
        <NumberField.Decrement className="icon-button" aria-label={settingsMessages.fewer(name)}>
          −
        </NumberField.Decrement>
        <NumberField.Input
          className="input"
          aria-label={name}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        />
        <NumberField.Increment className="icon-button" aria-label={settingsMessages.more(name)}>
          +
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  );
}
