import type { CSSProperties, ReactNode } from 'react';
import { cutBefore } from './cut-before.ts';

/** Characters at the end that always stay: they distinguish a file's name from its neighbours. */
const TAIL = 18;

/** A name that loses its middle if it does not fit. Its tooltip and its copied text are complete. */
export function Elided({
  text,
  tail = TAIL,
}: {
  readonly text: string;
  readonly tail?: number;
}): ReactNode {
  const at = text.length > tail * 1.5 ? cutBefore(text, text.length - tail) : text.length;
  return (
    <span
      className="elided"
      title={text}
      style={{ '--tail': `${text.length - at}ch` } as CSSProperties}
    >
      <span>{text.slice(0, at)}</span>
      {at < text.length && <span>{text.slice(at)}</span>}
    </span>
  );
}
