import { type ReactNode, useState } from 'react';
import { parseAmount } from './parse-amount.ts';
import { settingsMessages } from '../messages/settings.ts';

interface AmountInputProps {
  readonly name: string;
  /** Bytes per unit of a number without a unit. */
  readonly unit: number;
  readonly suffix: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** An amount of bytes, or none: `12`, `12 MB`, `1.5 GB`. Applied on Enter or blur. */
export function AmountInput({ name, unit, suffix, value, onChange }: AmountInputProps): ReactNode {
  const shown = value === null ? '' : String(value / unit);
  const [text, setText] = useState<string | null>(null);
  const isWrong = text !== null && text.trim() !== '' && parseAmount(text, unit) === null;
  const settle = () => {
    if (text === null || isWrong) return;
    const next = text.trim() === '' ? null : parseAmount(text, unit);
    if (next !== value) onChange(next);
    setText(null);
  };
  return (
    <span className="amount">
      <input
        className="input"
        aria-label={name}
        aria-invalid={isWrong || undefined}
        inputMode="decimal"
        placeholder={settingsMessages.none}
        value={text ?? shown}
        onChange={({ target }) => setText(target.value)}
        onBlur={settle}
        onKeyDown={({ key }) => {
          if (key === 'Enter') settle();
          if (key === 'Escape') setText(null);
        }}
      />
      <span className="muted">{suffix}</span>
    </span>
  );
}
