import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import type { MenuCommand } from '#shared/ipc/contract.ts';
import { type ShowCommand, viewOfCommand } from '#shared/ipc/views.ts';
import { useApp } from '../app/use-app.ts';
import { takeChosenFile } from '../intake/take-input.ts';

/** Runs the commands of the menu, and the keys that work in every view. */
export function useMenu(): void {
  const app = useApp();
  useEffect(() => {
    const find = (): void => {
      // At once: letters that are typed in the same frame would go elsewhere.
      flushSync(() => app.views.go('browse'));
      document.querySelector<HTMLInputElement>('#search')?.select();
    };
    const run = (command: MenuCommand): void => {
      const view = viewOfCommand(command);
      if (view !== undefined) return app.views.go(view);
      switch (command as Exclude<MenuCommand, ShowCommand>) {
        case 'find':
          return find();
        case 'open-file':
          void takeChosenFile(app);
          return;
        case 'pause-all':
          void app.ask('downloads.pauseAll', null);
          return;
        case 'resume-all':
          void app.ask('downloads.resumeAll', null);
          return;
      }
    };
    const stop = app.api.on('app.menu', ({ command }) => run(command));
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'f') {
        event.preventDefault();
        find();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => {
      stop();
      window.removeEventListener('keydown', onKey);
    };
  }, [app]);
}
