import { describe, expect, it } from 'vitest';
import type { EngineClient } from '#main/engine/start-engine.ts';
import type { QueuePhase, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { DownloadsService } from './downloads-service.ts';

/** A service over an engine that only notes what it is told. */
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
  const be = (phase: QueuePhase, files: number): void => {
    const active = Array.from({ length: files }, () => file);
    downloads.take({ ...empty, phase, active } satisfies QueueSnapshot);
  };
  return { downloads, told, be };
}

const FULL: QueuePhase = {
  kind: 'halted',
  by: 'disk',
  failure: { code: 'disk-full', message: 'full' },
};

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

  it('end what a full disk had let come to its end, and start nothing after it', async () => {
    const { downloads, told, be } = service();
    be(FULL, 1);
    await downloads.hold();
    await downloads.release();
    expect(told).toEqual(['pauseQueue']);
  });

  it('are left alone where nothing is under way', async () => {
    const { downloads, told, be } = service();
    for (const phase of [FULL, { kind: 'idle' }, { kind: 'paused' }] as const) {
      be(phase, 0);
      await downloads.hold();
      await downloads.release();
    }
    expect(told).toEqual([]);
  });
});
