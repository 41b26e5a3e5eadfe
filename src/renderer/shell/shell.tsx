import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { BrowseRoom } from '../browse/browse-room.tsx';
import { SearchField } from '../browse/search-field.tsx';
import { SelectionBar } from '../browse/selection-bar.tsx';
import { useIntake } from '../intake/use-intake.ts';
import { ConnectRoom } from '../connect/connect-room.tsx';
import { EndDialog } from '../app/end-dialog.tsx';
import { DownloadsRoom } from '../downloads/downloads-room.tsx';
import { QueueFoot } from '../downloads/queue-foot.tsx';
import { LibraryRoom } from '../library/library-room.tsx';
import { SettingsRoom } from '../settings/settings-room.tsx';
import { LinkBadge } from './link-badge.tsx';
import { LostBanner } from './lost-banner.tsx';
import { Rail } from './rail.tsx';
import { ROOM_NAMES, type Room } from '../app/rooms.ts';
import { ToastList } from '../ui/toast-list.tsx';
import { useApp } from '../app/use-app.ts';
import { useAppearance } from '../app/use-appearance.ts';
import { useMenu } from './use-menu.ts';
import { useStrayDrops } from '../intake/use-stray-drops.ts';
import { useStrayFailures } from '../ui/use-stray-failures.ts';

const VIEWS: Readonly<Record<Room, () => ReactNode>> = {
  connect: ConnectRoom,
  browse: BrowseRoom,
  downloads: DownloadsRoom,
  library: LibraryRoom,
  settings: SettingsRoom,
};

export function Shell(): ReactNode {
  const { rooms, api } = useApp();
  const { room } = useStore(rooms.store);
  const link = useStore(api.link, ({ state }) => state);
  useAppearance();
  useMenu();
  useIntake();
  useStrayDrops();
  useStrayFailures();
  // Effects run in this order: by now the listeners are there.
  useEffect(() => {
    // A page that loses its server before it was ready gets nothing from a desktop anyway.
    api.call('app.ready', null).catch(() => {});
  }, [api]);
  useEffect(() => {
    document.title = `${ROOM_NAMES[room]} · VAST Pilot Downloader`;
  }, [room]);
  const View = VIEWS[room];
  return (
    <div className="shell" data-lost={link === 'lost' || link === 'unknown' || undefined}>
      <Rail />
      <header className="top">
        <h1>{ROOM_NAMES[room]}</h1>
        {room === 'browse' ? <SearchField /> : <span />}
        <LinkBadge />
      </header>
      <main className="room" aria-label={ROOM_NAMES[room]}>
        <View />
      </main>
      <footer className="foot">
        {room === 'browse' ? <SelectionBar /> : <QueueFoot room={room} />}
      </footer>
      <LostBanner />
      <EndDialog />
      <ToastList />
    </div>
  );
}
