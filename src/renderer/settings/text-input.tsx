import { type ReactNode, useState } from 'react';

interface TextInputProps {
  readonly name: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}

/** A text that is applied on Enter or blur. */
export function TextInput({ name, value, placeholder, onChange }: TextInputProps): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const settle = () => {
    if (text !== null && text.trim() !== value) onChange(text.trim());
    setText(null);
  };
  return (
    <input
      className="input mono"
      aria-label={name}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      value={text ?? value}
      onChange={({ target }) => setText(target.value)}
      onBlur={settle}
      onKeyDown={({ key }) => {
        if (key === 'Enter') settle();
        if (key === 'Escape') setText(null);
      }}
    />
  );
}
