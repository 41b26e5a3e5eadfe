import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { type View, VIEWS } from '#shared/ipc/views.ts';
import { useApp } from '../app/use-app.ts';
import { shellMessages } from '../messages/shell.ts';
import { Icon, Mark } from '../ui/icons.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { VIEW_PARTS } from './views.tsx';

export function Rail(): ReactNode {
  const { views } = useApp();
  const { view: shown } = useStore(views.store);
  const entry = ({ id, name }: View) => (
    <button
      key={id}
      type="button"
      aria-current={id === shown ? 'page' : undefined}
      onClick={() => views.go(id)}
    >
      <Icon name={VIEW_PARTS[id].icon} size={20} />
      <span>{name}</span>
      {id === 'downloads' && <Progress />}
    </button>
  );
  return (
    <nav className="rail" aria-label={shellMessages.views}>
      <span className="mark">
        <Mark />
      </span>
      {VIEWS.filter(({ group }) => group === 'survey').map(entry)}
      <span className="gap" />
      <KeysDialog />
      {VIEWS.filter(({ group }) => group === 'app').map(entry)}
    </nav>
  );
}

/** The progress of the queue, below its entry. Null while nothing is downloading or waiting. */
function Progress(): ReactNode {
  const percent = useStore(useApp().queue, ({ snapshot }) => {
    if (snapshot === null || snapshot.bytesTotal === 0 || snapshot.phase.kind === 'idle')
      return null;
    return Math.round((snapshot.bytesDone / snapshot.bytesTotal) * 100);
  });
  if (percent === null) return null;
  return (
    <span className="bar pace" aria-hidden="true">
      <i style={{ width: `${percent}%` }} />
    </span>
  );
}
