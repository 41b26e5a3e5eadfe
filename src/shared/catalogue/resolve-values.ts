import { AppError } from '#shared/errors/app-error.ts';
import { closest } from '../format/closest.ts';

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
  { noun, normalise, present, surveyed, show }: Vocabulary<Value>,
): string {
  if (value !== null && surveyed.has(value)) {
    return `This listing has no files of ${noun} ${show(value)}.`;
  }
  const quoted = JSON.stringify(text);
  const apart = text.split(/\s+/);
  if (apart.length > 1) {
    return `There is no ${noun} ${quoted}; several are separated by commas: ${apart.join(',')}.`;
  }
  const letters = lettersOf(text, normalise, present);
  if (letters !== null) {
    return `There is no ${noun} ${quoted}; several are separated by commas: ${letters.join(',')}.`;
  }
  const known = [...present].toSorted().map(show);
  const meant = value === null ? text : show(value);
  const [best, ...others] = closest(meant, known, known.length > MAX_TOLD ? 3 : 1);
  if (best === undefined) return `There is no ${noun} ${quoted}.`;
  const more = others.length === 0 ? '' : ` Close to it are also ${others.join(' and ')}.`;
  return `There is no ${noun} ${quoted}; did you mean ${best}?${more}`;
}

/** The values that were run together (`IV`), where values are single letters; null where it is anything else. */
function lettersOf<Value extends string>(
  text: string,
  normalise: Vocabulary<Value>['normalise'],
  present: ReadonlySet<Value>,
): readonly string[] | null {
  if (text.length < 2 || [...present].some((value) => value.length > 1)) return null;
  const letters = Array.from(text, (letter) => normalise(letter));
  return letters.every((letter) => isPresent(letter, present)) ? [...new Set(letters)] : null;
}

function tellKnown<Value extends string>(vocabulary: Vocabulary<Value>): string {
  const { noun, plural, present, show } = vocabulary;
  if (present.size === 0) return `No file of this listing has a known ${noun}.`;
  const known = [...present].toSorted().map(show);
  if (known.length > MAX_TOLD) {
    return `This listing has ${known.length} ${plural}, such as ${known[0]}.`;
  }
  return `This listing has ${known.length === 1 ? noun : plural} ${known.join(', ')}.`;
}
