import { create } from 'zustand';
import type { App } from './app.ts';

/** The catalogue that Tables shows, by its path below the output folder; null for none. */
interface OpenedTable {
  readonly path: string | null;
}

const KEY = 'opened-table';

/** A reload shows the same table again. */
function remembered(): OpenedTable {
  try {
    return { path: sessionStorage.getItem(KEY) };
  } catch {
    // Storage may be denied.
    return { path: null };
  }
}

export const useOpenedTable = create<OpenedTable>(remembered);

/** Shows a catalogue that is on disk. */
export function openTable({ views }: Pick<App, 'views'>, path: string): void {
  useOpenedTable.setState({ path });
  try {
    sessionStorage.setItem(KEY, path);
  } catch {
    // It lasts until the reload.
  }
  views.go('tables');
}

/** Shows the list of catalogues again. */
export function closeTable(): void {
  useOpenedTable.setState({ path: null });
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // A reload shows it again.
  }
}

/** Whether a file is a catalogue of selavy. */
export function isTable(path: string): boolean {
  return /\.(?:components|islands)\.(?:txt|xml)$/i.test(path);
}
