import { useEffect } from 'react';
import type { MenuCommand } from '#shared/ipc/contract.ts';
import { chooseTextFile, withTextFile } from '../intake/choose-text-file.ts';
import { useApp } from '../app/use-app.ts';
import { takeText } from '../intake/take-text.ts';

/** What the menu and the keys of the whole window do. */
export function useMenu(): void {
  const app = useApp();
  useEffect(() => {
    const find = (): void => {
      app.rooms.go('browse');
      requestAnimationFrame(() => document.querySelector<HTMLInputElement>('#search')?.select());
    };
    const run = (command: MenuCommand): void => {
      switch (command) {
        case 'show-connect':
          return app.rooms.go('connect');
        case 'show-browse':
          return app.rooms.go('browse');
        case 'show-downloads':
          return app.rooms.go('downloads');
        case 'show-library':
          return app.rooms.go('library');
        case 'show-settings':
          return app.rooms.go('settings');
        case 'find':
          return find();
        case 'open-file':
          void withTextFile(app, chooseTextFile(), (file) => takeText(app, file));
          return;
        case 'pause-all':
          void app.ask('downloads.pauseAll', null);
          return;
        case 'resume-all':
          void app.ask('downloads.resumeAll', null);
          return;
        default:
          return command satisfies never;
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
