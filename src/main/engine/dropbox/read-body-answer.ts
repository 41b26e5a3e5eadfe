import type { Answer } from '#main/system/http/answer.ts';
import { mapBodyError } from '#main/system/http/network-error.ts';
import { parsed } from '#main/system/http/read-answer.ts';
import type { BodyAnswer } from './bodies.ts';

/** An answer that explains an error is short; a longer one is a page that nobody reads. */
const MAX_BYTES = 64 * 1024;

/** Reads the body of an answer that is not a file, which frees its connection. Throws AppError. */
export async function readBodyAnswer({ status, header, body }: BodyAnswer): Promise<Answer> {
  const memory = Buffer.alloc(MAX_BYTES);
  let bytes = 0;
  try {
    await body.readInto({
      space: () => memory.subarray(bytes),
      landed(count) {
        bytes += count;
        return bytes < MAX_BYTES ? 'more' : 'enough';
      },
      whenSpace: () => Promise.resolve(),
    });
  } catch (error) {
    throw mapBodyError(error);
  }
  return { status, header, body: parsed(memory.toString('utf8', 0, bytes)) };
}
