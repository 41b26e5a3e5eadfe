import type { ReactNode } from 'react';
import { isTable, openTable } from '../app/opened-table.ts';
import { useApp } from '../app/use-app.ts';
import { uiMessages } from '../messages/ui.ts';
import { Icon } from './icons.tsx';

/** Opens a catalogue that is on disk; nothing for other files. */
export function TableButton({
  path,
  isQuiet = false,
}: {
  readonly path: string;
  readonly isQuiet?: boolean;
}): ReactNode {
  const app = useApp();
  if (!isTable(path)) return null;
  return (
    <button
      type="button"
      className={isQuiet ? 'button quiet small' : 'button small'}
      title={uiMessages.table.hint}
      onClick={() => openTable(app, path)}
    >
      <Icon name="tables" size={13} />
      {uiMessages.table.name}
    </button>
  );
}
