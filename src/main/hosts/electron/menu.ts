import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/ipc/contract.ts';
import { showCommandOf, type View, VIEWS } from '#shared/ipc/views.ts';
import { desktopMessages } from './messages.ts';

export interface MenuActions {
  /** As `process.platform`. */
  readonly platform: string;
  run(command: MenuCommand): void;
  showLog(): void;
  openDocumentation(): void;
}

/** The application's menu: the keys that people know from other programs. */
export function menuTemplate(actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = actions.platform === 'darwin';
  const item = (
    label: string,
    command: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    id: command,
    label,
    click: () => actions.run(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const separator = { type: 'separator' } as const;
  const entryOf = (view: View, label: string) => item(label, showCommandOf(view), view.key);
  const surveyViews = VIEWS.filter(({ group }) => group === 'survey').map((each) =>
    entryOf(each, each.name),
  );
  // Platforms expect these outside of the View menu, with dots, as entries that open a dialog have.
  const appViews = VIEWS.filter(({ group }) => group === 'app').map((each) =>
    entryOf(each, desktopMessages.menu.dialog(each.name)),
  );
  const about: MenuItemConstructorOptions = { role: 'about' };

  const file: MenuItemConstructorOptions = {
    label: desktopMessages.menu.file,
    submenu: [
      item(desktopMessages.menu.openFile, 'open-file', 'CommandOrControl+O'),
      separator,
      ...(isMac
        ? [{ role: 'close' } as const]
        : [...appViews, separator, { role: 'quit' } as const]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: desktopMessages.menu.edit,
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      separator,
      item(desktopMessages.menu.find, 'find', 'CommandOrControl+F'),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: desktopMessages.menu.view,
    submenu: [
      ...surveyViews,
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
  };
  const downloads: MenuItemConstructorOptions = {
    label: desktopMessages.menu.downloads,
    submenu: [
      item(desktopMessages.menu.pauseAll, 'pause-all', 'CommandOrControl+Shift+P'),
      item(desktopMessages.menu.resumeAll, 'resume-all', 'CommandOrControl+Shift+R'),
    ],
  };
  const help: MenuItemConstructorOptions = {
    label: desktopMessages.menu.help,
    role: 'help',
    submenu: [
      { label: desktopMessages.menu.aboutSurvey, click: () => actions.openDocumentation() },
      { id: 'show-log', label: desktopMessages.menu.showLog, click: () => actions.showLog() },
      ...(isMac ? [] : [separator, about]),
    ],
  };
  const mac: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      about,
      separator,
      ...appViews,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  return [
    ...(isMac ? [mac] : []),
    file,
    edit,
    view,
    downloads,
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    help,
  ];
}
