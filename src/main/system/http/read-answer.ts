import type { Answer } from './answer.ts';
import type { HttpAnswer } from './http.ts';
import { mapBodyError } from './network-error.ts';

/** What explains an error is short; what is longer is a page that nobody reads. */
const LONGEST_BYTES = 64 * 1024;

/** Reads the body of an answer that is no file, so that its connection is free again. Throws AppError. */
export async function readAnswer({ status, headers, body }: HttpAnswer): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      bytes += chunk.length;
      // Leaving the loop closes the connection: cheaper than reading on.
      if (bytes >= LONGEST_BYTES) break;
    }
  } catch (error) {
    throw mapBodyError(error);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    status,
    header: (name) => {
      const value = headers[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    },
    body: parsed(text),
  };
}

/** The value where it is JSON, else the text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
