import type { AppEvent } from '#main/app/window-app.ts';
import type { CutoutsState } from '#shared/ipc/contract.ts';
import type { LibraryState } from '#shared/library/library-state.ts';
import { type QueueWork, queueWork } from './queue-work.ts';

const NONE: QueueWork = { isWorking: false, bar: null };

/** Takes every event; returns all that the app works on together, or null for an event that changes nothing of it. */
export function createDesktopWork(): (event: AppEvent) => QueueWork | null {
  /** The bar shows the first that has one. */
  const work = { downloads: NONE, cutouts: NONE, library: NONE };
  return (event) => {
    if (event.name === 'downloads.changed') work.downloads = queueWork(event.payload);
    else if (event.name === 'cutouts.changed') work.cutouts = cutoutsWork(event.payload.value);
    else if (event.name === 'library.changed') work.library = libraryWork(event.payload.value);
    else return null;
    const all = Object.values(work);
    return {
      isWorking: all.some(({ isWorking }) => isWorking),
      bar: all.find(({ bar }) => bar !== null)?.bar ?? null,
    };
  };
}

function cutoutsWork(state: CutoutsState): QueueWork {
  if (state.kind !== 'running') return NONE;
  const { imagesDone, images, waitingUntilMs } = state;
  const mode = waitingUntilMs === null ? 'normal' : 'paused';
  return { isWorking: true, bar: { fraction: images === 0 ? 0 : imagesDone / images, mode } };
}

function libraryWork(state: LibraryState): QueueWork {
  if (state.kind !== 'checking') return NONE;
  const { bytesDone, bytesTotal } = state.progress ?? { bytesDone: 0, bytesTotal: 0 };
  const fraction = bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 0;
  return { isWorking: true, bar: { fraction, mode: 'normal' } };
}
