import { create } from 'zustand';
import type { App } from './app.ts';

/** The images that Look shows, by their paths below the output folder. */
export interface Looked {
  readonly path: string | null;
  /** The one that it is compared with. */
  readonly other: string | null;
}

const KEY = 'looked-at';

/** A reload shows the same image again. */
function remembered(): Looked {
  try {
    return { path: sessionStorage.getItem(KEY), other: null };
  } catch {
    // Storage may be denied.
    return { path: null, other: null };
  }
}

export const useLooked = create<Looked>(remembered);

/** Shows an image that is on disk. */
export function lookAt({ views }: Pick<App, 'views'>, path: string): void {
  useLooked.setState({ path, other: null });
  try {
    sessionStorage.setItem(KEY, path);
  } catch {
    // It lasts until the reload.
  }
  views.go('look');
}

/** Whether a file can be looked at: a FITS image, not a footprint or a catalogue. */
export function canBeLooked(path: string): boolean {
  return /\.fits?$/i.test(path) && !/\.moc\.fits$/i.test(path);
}
