import { hash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { errnoOf } from '#main/disk/disk-error.ts';

/** A full block to hash and to write. Its memory travels along, and back with the answer. */
export interface BlockTask {
  readonly id: number;
  readonly fd: number;
  readonly memory: ArrayBuffer;
  /** Bytes of `memory` that count. */
  readonly length: number;
  /** Where in the file they belong. */
  readonly position: number;
}

export interface BlockAnswer {
  readonly id: number;
  readonly memory: ArrayBuffer;
  /** SHA-256 of the block, 32 bytes; null where writing failed. */
  readonly digest: Uint8Array | null;
  /** Errors lose their code on the way between threads. */
  readonly trouble: { readonly code: string | undefined; readonly message: string } | null;
}

function work({ id, fd, memory, length, position }: BlockTask): BlockAnswer {
  try {
    const block = new Uint8Array(memory, 0, length);
    // Both at once in this thread: the block is still in the processor's cache for the second.
    const digest = hash('sha256', block, { outputEncoding: 'buffer' });
    let written = 0;
    while (written < length) {
      const bytes = writeSync(fd, block, written, length - written, position + written);
      if (bytes === 0) throw new Error('the disk took no bytes and told no reason');
      written += bytes;
    }
    return { id, memory, digest: new Uint8Array(digest), trouble: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, memory, digest: null, trouble: { code: errnoOf(error) ?? undefined, message } };
  }
}

if (parentPort === null) throw new Error('block-thread.ts runs as a worker thread only');
const port = parentPort;
port.on('message', (task: BlockTask) => {
  port.postMessage(work(task), [task.memory]);
});
