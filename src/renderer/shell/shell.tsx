import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { VIEWS } from '#shared/ipc/views.ts';
import { EndDialog } from '../app/end-dialog.tsx';
import { CutoutSheet } from '../cutout-sheet/cutout-sheet.tsx';
import { useApp } from '../app/use-app.ts';
import { useAppearance } from '../app/use-appearance.ts';
import { useIntake } from '../intake/use-intake.ts';
import { useStrayDrops } from '../intake/use-stray-drops.ts';
import { shellMessages } from '../messages/shell.ts';
import { ToastList } from '../ui/toast-list.tsx';
import { useStrayFailures } from '../ui/use-stray-failures.ts';
import { ConnectionBadge } from './connection-badge.tsx';
import { LostBanner } from './lost-banner.tsx';
import { Rail } from './rail.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { useMenu } from './use-menu.ts';
import { useSamp } from './use-samp.ts';
import { VIEW_PARTS } from './views.tsx';

export function Shell(): ReactNode {
  const { views, api } = useApp();
  const { view } = useStore(views.store);
  const name = VIEWS.find(({ id }) => id === view)?.name ?? '';
  const { Content, Search, Foot } = VIEW_PARTS[view];
  const link = useStore(api.link, ({ state }) => state);
  useAppearance();
  useMenu();
  useIntake();
  useStrayDrops();
  useStrayFailures();
  useKeptFocus();
  useSamp();
  // Effects run in this order: the listeners are registered by now.
  useEffect(() => {
    // Only a desktop sends anything in answer; a page that loses its server here misses nothing.
    api.call('app.ready', null).catch(() => {});
  }, [api]);
  useEffect(() => {
    document.title = shellMessages.windowTitle(name);
  }, [name]);
  return (
    <div className="shell" data-lost={link === 'lost' || link === 'unknown' || undefined}>
      <Rail />
      <header className="top">
        <h1>{name}</h1>
        {Search === null ? <span /> : <Search />}
        <ConnectionBadge />
      </header>
      <main className="view" aria-label={name} tabIndex={-1}>
        <Content />
      </main>
      <footer className="foot">{Foot !== null && <Foot />}</footer>
      <LostBanner />
      <EndDialog />
      <CutoutSheet />
      <ToastList />
    </div>
  );
}
