import type { ReactNode } from 'react';
import { canBeLooked, lookAt } from '../app/looked.ts';
import { useApp } from '../app/use-app.ts';
import { uiMessages } from '../messages/ui.ts';
import { Icon } from './icons.tsx';

/** Shows an image that is on disk; nothing for other files. */
export function LookButton({
  path,
  isQuiet = false,
}: {
  readonly path: string;
  readonly isQuiet?: boolean;
}): ReactNode {
  const app = useApp();
  if (!canBeLooked(path)) return null;
  return (
    <button
      type="button"
      className={isQuiet ? 'button quiet small' : 'button small'}
      title={uiMessages.look.hint}
      onClick={() => lookAt(app, path)}
    >
      <Icon name="look" size={13} />
      {uiMessages.look.name}
    </button>
  );
}
