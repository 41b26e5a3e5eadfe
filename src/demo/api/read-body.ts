import type { IncomingMessage } from 'node:http';

const MAX_BYTES = 1024 * 1024;

/** The body of a request as text. Throws a RangeError beyond a megabyte: no call of ours is that long. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new RangeError('The request is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
