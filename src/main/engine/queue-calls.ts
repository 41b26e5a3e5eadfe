import { freeBytesAt } from '#main/system/disk/free-bytes.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { Connection } from './connection.ts';
import type { QueueCalls } from './contract/queue-calls.ts';
import type { HandlersOf } from './contract/part.ts';
import type { CurrentQueue } from './current-queue.ts';
import type { MadeQueue } from './make-queue.ts';
import { nameRules } from './name-rules.ts';
import { spaceNeeded } from './queue/space-needed.ts';

/**
 * The engine's calls that open, run and close a queue.
 *
 * @param connected throws AppError `bad-usage` before the first `connect`
 */
export function createQueueCalls(
  current: CurrentQueue,
  connected: () => Connection,
): HandlersOf<QueueCalls> {
  return {
    async openQueue(input) {
      return { notice: await current.open(input) };
    },

    async want({ files, readAgain = false }) {
      await current.change((made) => {
        if (readAgain) doubt(made, files);
        made.queue.want(files);
      });
      return null;
    },

    async space({ files }) {
      const { outputFolder } = current.opened;
      const freeBytes = await freeBytesAt(outputFolder);
      return { neededBytes: spaceNeeded(outputFolder, files, nameRules()), freeBytes };
    },

    async run() {
      const state = current.opened;
      await current.change(async ({ queue }) => {
        state.resend();
        await queue.start();
        await queue.whenSettled();
      });
      current.queue?.emit();
      return state.snapshot();
    },

    async add({ files, readAgain = false }) {
      await current.change((made) => {
        if (readAgain) doubt(made, files);
        made.queue.add(files);
      });
      return null;
    },

    async start(input) {
      connected();
      await current.opened.start(input?.resumesPaused ?? false);
      return null;
    },

    async pauseQueue() {
      await current.pause();
      return null;
    },

    async closeQueue() {
      await current.close();
      return null;
    },

    async setOptions(options) {
      await current.setOptions(options);
      return null;
    },

    async snapshot() {
      return current.queue?.snapshot() ?? null;
    },
  };
}

/** Forgets that these files were verified earlier, so that the queue reads them again. */
function doubt({ store }: MadeQueue, files: readonly WantedFile[]): void {
  store.doubt(files.map(({ path }) => path));
}
