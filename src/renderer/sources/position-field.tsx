import { type ReactNode, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { sourcesMessages } from '../messages/sources.ts';
import { takePositions } from './take-positions.ts';

/** Where a single position is typed. */
export function PositionField(): ReactNode {
  const app = useApp();
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = async (): Promise<void> => {
    const why = await takePositions(app, text.trim(), text);
    setRefusal(why);
    if (why === null) setText('');
  };
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void take();
      }}
    >
      <label htmlFor="one-position">{sourcesMessages.position.label}</label>
      <div className="position-line">
        <input
          id="one-position"
          className="input mono"
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          placeholder={sourcesMessages.position.placeholder}
          value={text}
          aria-invalid={refusal !== null || undefined}
          aria-describedby={refusal === null ? undefined : 'one-position-refusal'}
          onChange={({ target }) => {
            setRefusal(null);
            setText(target.value);
          }}
        />
        <button type="submit" className="button" disabled={text.trim() === ''}>
          {sourcesMessages.position.confirm}
        </button>
      </div>
      {refusal !== null && (
        <p id="one-position-refusal" className="refusal" role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}
