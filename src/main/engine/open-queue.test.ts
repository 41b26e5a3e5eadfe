import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '#main/system/time/clock.ts';
import type { MadeQueue } from './make-queue.ts';
import { OpenQueue } from './open-queue.ts';

/** A list of downloads that another program has changed; only what opening and closing needs is there. */
function list(name: string, closed: string[], isOutdated: boolean): MadeQueue {
  return {
    queue: { isQuiet: true, close: async () => undefined },
    store: { close: () => void closed.push(name) },
    notice: null,
    isOutdated: () => isOutdated,
  } as unknown as MadeQueue;
}

it('an outdated list of downloads stays usable if it cannot be opened again, until a later call opens it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-queue-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const closed: string[] = [];
  const answers = [
    () => list('first', closed, true),
    () => {
      throw new Error('the state folder is full');
    },
    () => list('second', closed, false),
  ];
  const queue = new OpenQueue({
    outputFolder: folder,
    holdsFolder: false,
    lockClock: systemClock,
    isConnected: () => false,
    emit: () => undefined,
    make: () => answers.shift()!(),
  });
  queue.make();
  onTestFinished(() => queue.close(() => undefined));
  await expect(queue.own(() => undefined)).rejects.toThrow('the state folder is full');
  expect(closed).toEqual([]);
  await queue.own(() => undefined);
  expect(closed).toEqual(['first']);
});
