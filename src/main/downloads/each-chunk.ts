import type { Readable } from 'node:stream';

/**
 * Hands every chunk of a body to `take`, which returns what to wait for before the next, or null. Listening costs less
 * than iterating, which joins what has gathered in the body by copying it.
 *
 * Resolves at the body's end, or as soon as `take` says `enough`. Rejects with what `take` threw, with the body's own
 * error, or with what `endedEarly` makes where the body closes before its end. The body is left to the caller to destroy.
 */
export function eachChunk(
  body: Readable,
  take: (chunk: Buffer) => Promise<void> | 'enough' | null,
  endedEarly: () => Error,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = (settle: () => void): void => {
      isOver = true;
      settle();
    };
    const fail = (error: unknown): void => end(() => reject(error));
    body.on('data', (chunk: Buffer) => {
      if (isOver) return;
      try {
        const next = take(chunk);
        if (next === null) return;
        body.pause();
        if (next === 'enough') end(resolve);
        else next.then(() => body.resume(), fail);
      } catch (error) {
        body.pause();
        fail(error);
      }
    });
    body.on('end', () => end(resolve));
    body.on('error', fail);
    body.on('close', () => {
      // To make an error costs as much as to hash a small file.
      if (!isOver) fail(endedEarly());
    });
  });
}
