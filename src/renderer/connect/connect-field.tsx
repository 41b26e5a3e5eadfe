import { type ReactNode, useEffect, useId, useRef } from 'react';

interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isFaulty: boolean;
  readonly isSecret?: boolean;
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  readonly isReadOnly: boolean;
  /** Whether it gets the focus when the form opens. */
  readonly takesFocus: boolean;
}

/** A labelled text field with an optional hint. */
export function ConnectField({
  name,
  value,
  onChange,
  isFaulty,
  isSecret,
  placeholder,
  hint,
  isReadOnly,
  takesFocus,
}: FieldProps): ReactNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const takesFocusFirst = useRef(takesFocus);
  useEffect(() => {
    if (takesFocusFirst.current) input.current?.focus();
  }, []);
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <input
        ref={input}
        id={id}
        className="input"
        readOnly={isReadOnly}
        type={isSecret === true ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isFaulty || undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
