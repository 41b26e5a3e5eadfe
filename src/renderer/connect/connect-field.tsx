import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { ConnectionProblem } from '#shared/ipc/connection-state.ts';
import { Problem } from './problem.tsx';

interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with the value; shown in place of the hint. */
  readonly problem: ConnectionProblem | null;
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
  problem,
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
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null && hint === undefined ? undefined : `${id}-hint`}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {/* It keeps its space, so that no message moves the fields below. */}
      <div className="field-note">
        {problem !== null ? (
          <Problem id={`${id}-hint`} problem={problem} />
        ) : (
          hint !== undefined && (
            <p className="hint" id={`${id}-hint`}>
              {hint}
            </p>
          )
        )}
      </div>
    </div>
  );
}
