import type { Answer } from './answer.ts';
import type { HttpAnswer } from './http.ts';
import { mapBodyError } from './network-error.ts';

/** An answer that explains an error is short; a longer one is a page that nobody reads. */
const MAX_BYTES = 64 * 1024;

/** Reads the body of an answer that is not a file, which frees its connection. Throws AppError. */
export async function readAnswer({ status, headers, body }: HttpAnswer): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      bytes += chunk.length;
      // Leaving the loop closes the connection, which is cheaper than reading the rest.
      if (bytes >= MAX_BYTES) break;
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

/** Parsed JSON, else the text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
