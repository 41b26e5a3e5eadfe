import { describe, expect, it } from 'vitest';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import type { QueuePhase, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type { Settings } from '#shared/ipc/contract.ts';
import { DownloadsService } from './downloads-service.ts';

/** A service over an engine that only records its calls. */
function service() {
  const told: string[] = [];
  const call = (async (name: string) => {
    if (name !== 'snapshot') told.push(name);
    return null;
  }) as unknown as EngineClient['call'];
  const downloads = new DownloadsService(
    {
      engine: { call },
      settings: () => {
        throw new Error('not asked for here');
      },
      isConnected: () => true,
      hasQueue: () => false,
      onSnapshot: () => undefined,
    },
    '/out',
  );
  const empty = downloads.snapshot();
  const file = { id: 1, path: '/a', state: 'active', size: 1, bytesDone: 0, attempts: 0 } as const;
  const totals = (some: Partial<QueueSnapshot['totals']>): QueueSnapshot['totals'] => ({
    ...empty.totals,
    ...some,
  });
  const be = (phase: QueuePhase, files: number, counts = empty.totals): void => {
    const active = Array.from({ length: files }, () => file);
    downloads.take({ ...empty, phase, active, totals: counts } satisfies QueueSnapshot);
  };
  return { downloads, told, be, totals };
}

const FULL: QueuePhase = {
  kind: 'halted',
  by: 'disk',
  failure: { code: 'disk-full', message: 'full' },
};

describe('the work that a step would end', () => {
  it('is what is still to come, unless the user has paused it', async () => {
    const { downloads, be, totals } = service();
    const queued = totals({ queued: { files: 7, bytes: 0 }, active: { files: 2, bytes: 0 } });
    be({ kind: 'running' }, 2, queued);
    expect(downloads.work).toEqual({ files: 9, isFetching: true });
    be(FULL, 0, queued);
    expect(downloads.work).toEqual({ files: 9, isFetching: false });
    be({ kind: 'paused' }, 0, queued);
    expect(downloads.work).toEqual({ files: 0, isFetching: false });
    downloads.budgetUsedUp(Date.now() + 60_000);
    expect(downloads.work).toEqual({ files: 9, isFetching: true });
  });
});

describe('downloads that are held for the program’s own sake', () => {
  it('go on afterwards if they were under way, also where they are held twice', async () => {
    const { downloads, told, be } = service();
    be({ kind: 'running' }, 2);
    await downloads.hold();
    be({ kind: 'paused' }, 1);
    await downloads.hold();
    await downloads.release();
    expect(told).toEqual(['pauseQueue', 'start']);
  });

  it('stop the transfers that a full disk let finish, and start no others', async () => {
    const { downloads, told, be } = service();
    be(FULL, 1);
    await downloads.hold();
    await downloads.release();
    expect(told).toEqual(['pauseQueue']);
  });

  it('are left alone if nothing is under way', async () => {
    const { downloads, told, be } = service();
    for (const phase of [FULL, { kind: 'idle' }, { kind: 'paused' }] as const) {
      be(phase, 0);
      await downloads.hold();
      await downloads.release();
    }
    expect(told).toEqual([]);
  });
});

describe('files that are being added while the output folder changes', () => {
  it('never come into the list of the other folder', async () => {
    const added: { readonly folder: string; readonly files: number }[] = [];
    const first = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    let open = '';
    const call = (async (name: string, input: { outputFolder?: string; files?: unknown[] }) => {
      if (name === 'openQueue') open = input.outputFolder ?? '';
      if (name !== 'add') return null;
      added.push({ folder: open, files: input.files?.length ?? 0 });
      first.resolve();
      await goOn.promise;
      return null;
    }) as unknown as EngineClient['call'];
    const downloads = new DownloadsService(
      {
        engine: { call },
        settings: () => ({}) as Settings,
        isConnected: () => true,
        hasQueue: () => true,
        onSnapshot: () => undefined,
      },
      '/first',
    );
    const file = { path: '/a', size: 1, rev: null, contentHash: null, checksum: null };
    const adding = downloads.add(Array.from({ length: 5_000 }, () => file));
    const rejected = expect(adding).rejects.toThrow(
      /^250 of 5,000 files are in the list of \/first/,
    );
    await first.promise;
    await downloads.useFolder('/second');
    goOn.resolve();
    await rejected;
    expect(added).toEqual([{ folder: '/first', files: 250 }]);
  });
});
