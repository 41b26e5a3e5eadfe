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
  try {
    for await (const chunk of readable) {
      if ((await copyInto(sink, chunk as Buffer)) === 'enough') return;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    throw new WireError('WIRE_CLOSED', 'The connection closed in the middle of the body.');
  }
}

async function copyInto(sink: BodySink, chunk: Buffer): Promise<'more' | 'enough'> {
  let left = chunk;
  while (left.length > 0) {
    const space = sink.space();
    if (space === null) {
      await sink.whenSpace();
      continue;
    }
    const count = Math.min(space.length, left.length);
    space.set(left.subarray(0, count));
    left = left.subarray(count);
    if (sink.landed(count) === 'enough') return 'enough';
  }
  return 'more';
}
