import { NumberField } from '@base-ui/react/number-field';
import { type ReactNode, useState } from 'react';

interface NumberInputProps {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

/** Takes a number once it is settled, not while it is typed; what is not taken gives way to what is. */
export function NumberInput({ name, value, least, most, onChange }: NumberInputProps): ReactNode {
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <NumberField.Root
      className="number-input"
      value={draft ?? value}
      onValueChange={setDraft}
      min={least}
      max={most}
      onValueCommitted={(next) => {
        if (next !== null && next !== value) onChange(next);
        setDraft(null);
      }}
    >
      <NumberField.Group className="number-group">
        <NumberField.Decrement className="icon-button" aria-label={`Fewer: ${name}`}>
          −
        </NumberField.Decrement>
        <NumberField.Input
          className="input"
          aria-label={name}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        />
        <NumberField.Increment className="icon-button" aria-label={`More: ${name}`}>
          +
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  );
}
