import type { ReactNode } from 'react';

/** A message whose part in square brackets is a button that reads like a link. */
export function WithAction({
  text,
  onAction,
}: {
  readonly text: string;
  readonly onAction: () => void;
}): ReactNode {
  const [, before = '', label = '', after = ''] = /^([^[]*)\[([^\]]*)\](.*)$/s.exec(text) ?? [];
  return (
    <>
      {before}
      <button type="button" className="as-link" onClick={onAction}>
        {label}
      </button>
      {after}
    </>
  );
}
