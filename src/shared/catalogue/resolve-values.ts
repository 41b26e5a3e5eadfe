import { AppError } from '#shared/errors/app-error.ts';
import { closest } from './closest.ts';

/** One property by which people filter, and what may be asked of it. */
export interface Vocabulary<Value extends string> {
  /** As it stands in messages: `epoch`. */
  readonly noun: string;
  readonly plural: string;
  /** From what is typed to the survey's own spelling; null where it cannot be a value at all. */
  readonly normalise: (typed: string) => string | null;
  /** The values that files in reach of the filter have. */
  readonly present: ReadonlySet<Value>;
  /** Values that the survey is known to have, whether or not this listing does. */
  readonly surveyed: ReadonlySet<string>;
  /** As people write it. */
  readonly show: (value: string) => string;
}

export interface ResolvedValues<Value extends string> {
  readonly values: readonly Value[];
  readonly warnings: readonly string[];
}

/** More known values than this are not all told in a message. */
const MAX_TOLD = 20;

/**
 * The values that were asked for and that this listing has, each once. The others are warned of; if none is left,
 * that is an error (`bad-usage`): a filter whose values are unknown must never come to select everything.
 */
export function resolveValues<Value extends string>(
  typed: readonly string[],
  vocabulary: Vocabulary<Value>,
): ResolvedValues<Value> {
  const asked = typed.map((text) => text.trim()).filter((text) => text !== '');
  if (asked.length === 0) {
    throw new AppError(
      'bad-usage',
      `A filter by ${vocabulary.noun} needs a value. ${tellKnown(vocabulary)}`,
    );
  }
  const values = new Set<Value>();
  const complaints = new Set<string>();
  for (const text of asked) {
    const value = vocabulary.normalise(text);
    if (isPresent(value, vocabulary.present)) values.add(value);
    else complaints.add(complain(text, value, vocabulary));
  }
  if (values.size === 0) {
    throw new AppError('bad-usage', [...complaints, tellKnown(vocabulary)].join(' '));
  }
  return {
    values: [...values],
    warnings: [...complaints].map((complaint) => `${complaint} It is ignored.`),
  };
}

function isPresent<Value extends string>(
  value: string | null,
  present: ReadonlySet<Value>,
): value is Value {
  return value !== null && (present as ReadonlySet<string>).has(value);
}

function complain<Value extends string>(
  text: string,
  value: string | null,
  { noun, present, surveyed, show }: Vocabulary<Value>,
): string {
  if (value !== null && surveyed.has(value)) {
    return `This listing has no files of ${noun} ${show(value)}.`;
  }
  const known = [...present].toSorted().map(show);
  if (/\s/.test(text.trim()) && text.trim().split(/\s+/).length > 1) {
    return `There is no ${noun} ${JSON.stringify(text)}; values of a list are separated by commas.`;
  }
  const [best, ...others] = closest(text, known, known.length > MAX_TOLD ? 3 : 1);
  if (best === undefined) return `There is no ${noun} ${JSON.stringify(text)}.`;
  const more = others.length === 0 ? '' : ` Close to it are also ${others.join(' and ')}.`;
  return `There is no ${noun} ${JSON.stringify(text)}; did you mean ${best}?${more}`;
}

function tellKnown<Value extends string>(vocabulary: Vocabulary<Value>): string {
  const { noun, plural, present, show } = vocabulary;
  if (present.size === 0) return `No file of this listing has a known ${noun}.`;
  if (present.size > MAX_TOLD) return `This listing has ${present.size} ${plural}.`;
  return `This listing has ${plural} ${[...present].toSorted().map(show).join(', ')}.`;
}
