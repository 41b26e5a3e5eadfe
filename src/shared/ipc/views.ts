interface ViewRow {
  readonly id: string;
  /** In the rail, as a heading, and in the menu. */
  readonly name: string;
  /** As Electron writes the keys of a menu entry. */
  readonly key: string;
  /** Views of the survey come first in the rail and under View in the menu; views of the app come after them. */
  readonly group: 'survey' | 'app';
}

/** Every view of the interface, in the order of the rail. The renderer adds what each consists of (`shell/views.tsx`). */
export const VIEWS = [
  { id: 'connect', name: 'Connect', key: 'CommandOrControl+1', group: 'survey' },
  { id: 'browse', name: 'Browse', key: 'CommandOrControl+2', group: 'survey' },
  { id: 'sky', name: 'Sky', key: 'CommandOrControl+3', group: 'survey' },
  { id: 'downloads', name: 'Downloads', key: 'CommandOrControl+4', group: 'survey' },
  { id: 'library', name: 'Library', key: 'CommandOrControl+5', group: 'survey' },
  { id: 'sources', name: 'Sources', key: 'CommandOrControl+6', group: 'survey' },
  { id: 'look', name: 'Look', key: 'CommandOrControl+7', group: 'survey' },
  { id: 'cutouts', name: 'Cutouts', key: 'CommandOrControl+8', group: 'survey' },
  { id: 'tables', name: 'Tables', key: 'CommandOrControl+9', group: 'survey' },
  { id: 'settings', name: 'Settings', key: 'CommandOrControl+,', group: 'app' },
] as const satisfies readonly ViewRow[];

export type View = (typeof VIEWS)[number];
export type ViewId = View['id'];

/** The menu command that shows a view. */
export type ShowCommand = `show-${ViewId}`;

/** The menu command of a view: `show-browse`. */
export function showCommandOf({ id }: Pick<View, 'id'>): ShowCommand {
  return `show-${id}`;
}

/** The view that a menu command shows; undefined for commands that show none. */
export function viewOfCommand(command: string): ViewId | undefined {
  return VIEWS.find((view) => showCommandOf(view) === command)?.id;
}
