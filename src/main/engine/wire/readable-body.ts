import type { Readable } from 'node:stream';
import type { BodySink, FileBody } from './body-sink.ts';
import { WireError } from './wire-error.ts';

/** A stream as a body: for what comes through a proxy, by undici. Costs a copy of every byte. */
export function readableBody(readable: Readable): FileBody {
  // A body that is let go before anybody read it may still fail; nobody listens then, which would end the process.
  readable.on('error', () => undefined);
  return {
    readInto: (sink) => readStream(readable, sink).finally(() => readable.destroy()),
    destroy: () => void readable.destroy(),
  };
}

async function readStream(readable: Readable, sink: BodySink): Promise<void> {
  const end = Promise.withResolvers<void>();
  let isOver = false;
  /** Chunks come faster than the sink takes them: each waits for the one before. */
  let taken: Promise<void> = Promise.resolve();
  const settle = (how: () => void): void => {
    isOver = true;
    how();
  };
  const fail = (error: unknown): void => settle(() => end.reject(error));
  const copy = async (chunk: Buffer): Promise<void> => {
    let left = chunk;
    while (left.length > 0 && !isOver) {
      const space = sink.space();
      if (space === null) {
        await sink.whenSpace();
        continue;
      }
      const count = Math.min(space.length, left.length);
      space.set(left.subarray(0, count));
      left = left.subarray(count);
      if (sink.landed(count) === 'enough') settle(end.resolve);
    }
    if (!isOver) readable.resume();
  };
  readable.on('data', (chunk: Buffer) => {
    readable.pause();
    taken = taken.then(() => copy(chunk));
    taken.catch(fail);
  });
  // What came before the end, or before what broke, counts.
  readable.on('end', () => void taken.then(() => settle(end.resolve), fail));
  readable.on('error', (error) => void taken.then(() => fail(error), fail));
  readable.on('close', () => {
    if (!readable.readableEnded) void taken.then(() => fail(readable.errored ?? closed()), fail);
  });
  await end.promise;
}

function closed(): WireError {
  return new WireError('WIRE_CLOSED', 'The connection closed in the middle of the body.');
}
