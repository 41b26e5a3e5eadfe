import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Icon, Mark } from '../ui/icons.tsx';
import { ROOM_NAMES, ROOMS, type Room } from '../app/rooms.ts';
import { useApp } from '../app/use-app.ts';

export function Rail(): ReactNode {
  const { rooms } = useApp();
  const { room } = useStore(rooms.store);
  const entry = (each: Room) => (
    <button
      key={each}
      type="button"
      aria-current={each === room ? 'page' : undefined}
      onClick={() => rooms.go(each)}
    >
      <Icon name={each} size={20} />
      <span>{ROOM_NAMES[each]}</span>
      {each === 'downloads' && <Pace />}
    </button>
  );
  return (
    <nav className="rail" aria-label="Rooms">
      <span className="mark">
        <Mark />
      </span>
      {ROOMS.filter((each) => each !== 'settings').map(entry)}
      <span className="gap" />
      {entry('settings')}
    </nav>
  );
}

/** How far the queue is, below its entry, while it has something to do. */
function Pace(): ReactNode {
  const part = useStore(useApp().queue, ({ snapshot }) => {
    if (snapshot === null || snapshot.bytesTotal === 0 || snapshot.phase.kind === 'idle')
      return null;
    return Math.round((snapshot.bytesDone / snapshot.bytesTotal) * 100);
  });
  if (part === null) return null;
  return (
    <span className="bar pace" aria-hidden="true">
      <i style={{ width: `${part}%` }} />
    </span>
  );
}
