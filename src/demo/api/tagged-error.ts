import type { Random } from '../random.ts';
import { jsonAnswer, type PlainAnswer } from './answer.ts';

/** Makes the JSON of an error from its tag: `path/not_found` becomes a `path` that holds a `not_found`. */
export type TaggedError = (
  tag: string,
  status?: number,
  details?: Readonly<Record<string, string>>,
) => PlainAnswer;

/** Dropbox ends its summaries with a random number of dots, so that nobody compares them as a whole. */
export function createTaggedErrors(random: Random): TaggedError {
  return (tag, status = 409, details = {}) =>
    jsonAnswer(
      {
        error_summary: `${tag}/${'.'.repeat(random.below(7))}`,
        error: nest(tag.split('/'), details),
      },
      status,
    );
}

function nest(
  [tag = 'other', ...inner]: readonly string[],
  details: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  if (inner.length === 0) return { '.tag': tag, ...details };
  return { '.tag': tag, [tag]: nest(inner, details) };
}
