import { describe, expect, it } from 'vitest';
import type { AppEvent } from '#main/app/window-app.ts';
import type { CutoutsState } from '#shared/ipc/contract.ts';
import type { LibraryState } from '#shared/library/library-state.ts';
import { createCutoutsEnd } from './cutouts-end.ts';
import { createDesktopWork } from './desktop-work.ts';

const RUN = {
  id: 1,
  name: 'list',
  sources: 1,
  sizeDeg: 0.1,
  products: [],
  stokes: [],
  outputFolder: '/out',
};
const PROGRESS = { run: RUN, imagesDone: 1, images: 4, bytes: 0 };

function cutouts(value: CutoutsState): AppEvent {
  return { name: 'cutouts.changed', payload: { revision: 1, value } };
}

const running = (waitingUntilMs: number | null = null): AppEvent =>
  cutouts({ kind: 'running', ...PROGRESS, waitingUntilMs });

function library(value: unknown): AppEvent {
  return { name: 'library.changed', payload: { revision: 1, value: value as LibraryState } };
}

function downloads(kind: 'running' | 'idle'): AppEvent {
  const payload = { phase: { kind }, bytesDone: 1, bytesTotal: 2 };
  return { name: 'downloads.changed', payload: payload as never };
}

describe('what the desktop works on', () => {
  it('includes cutouts, from their start to their end, also while Dropbox asks to wait', () => {
    const work = createDesktopWork();
    expect(work(running())).toEqual({ isWorking: true, bar: { fraction: 0.25, mode: 'normal' } });
    expect(work(running(5))).toEqual({ isWorking: true, bar: { fraction: 0.25, mode: 'paused' } });
    expect(work(cutouts({ kind: 'none' }))).toEqual({ isWorking: false, bar: null });
  });

  it('includes the verification of files', () => {
    const work = createDesktopWork();
    const checking = { kind: 'checking', progress: { bytesDone: 3, bytesTotal: 4 } };
    expect(work(library(checking))).toEqual({
      isWorking: true,
      bar: { fraction: 0.75, mode: 'normal' },
    });
    expect(work(library({ kind: 'checking', progress: null }))?.bar).toMatchObject({ fraction: 0 });
    expect(work(library({ kind: 'checked' }))).toEqual({ isWorking: false, bar: null });
  });

  it('goes on until the last of all has ended, and the bar shows the queue first', () => {
    const work = createDesktopWork();
    work(running());
    expect(work(downloads('running'))).toEqual({
      isWorking: true,
      bar: { fraction: 0.5, mode: 'normal' },
    });
    expect(work(downloads('idle'))).toMatchObject({ isWorking: true, bar: { fraction: 0.25 } });
    expect(work(cutouts({ kind: 'none' }))).toMatchObject({ isWorking: false });
  });

  it('is not changed by other events', () => {
    expect(createDesktopWork()({ name: 'library.fileStatesChanged', payload: null })).toBeNull();
  });
});

describe('the notification about cutouts', () => {
  const ended = (code: 'cancelled' | 'rate-limited' | null) =>
    ({
      kind: 'ended',
      ...PROGRESS,
      calls: 1,
      cut: 3,
      kept: 1,
      withoutValue: 0,
      notThere: 0,
      failed: 2,
      stopped: 0,
      problem: code === null ? null : { code, message: 'Why.' },
    }) as const;
  const going = { kind: 'running', ...PROGRESS, waitingUntilMs: null } as const;

  it('shows their number, or why they need the user, once', () => {
    const cutoutsEnd = createCutoutsEnd();
    const seen = [
      ended(null),
      going,
      going,
      ended(null),
      ended(null),
      going,
      ended('rate-limited'),
    ];
    expect(seen.flatMap((state) => cutoutsEnd(state)?.body ?? [])).toEqual([
      '4 cutouts on disk, 2 failed.',
      'Why.',
    ]);
  });

  it('is left out where the user stopped them', () => {
    const cutoutsEnd = createCutoutsEnd();
    expect([going, ended('cancelled')].map((state) => cutoutsEnd(state))).toEqual([null, null]);
  });
});
