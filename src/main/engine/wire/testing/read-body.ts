import type { FileBody } from '../body-sink.ts';
import { MemorySink } from './memory-sink.ts';

/** All bytes of a body. Rejects as the body does. */
export async function readBody(body: FileBody): Promise<Buffer> {
  const sink = new MemorySink();
  await body.readInto(sink);
  return sink.content;
}
