import { printableLine } from '#shared/fits/card.ts';
import { parseHeader } from '#shared/fits/header.ts';

/** One line of a FITS header, as it stands in the file, without trailing blanks. */
export interface HeaderLine {
  /** '' for a blank line, and one that goes on from the line before. */
  readonly keyword: string;
  readonly text: string;
}

/** What a header means, as a name and words. */
export interface HeaderFact {
  readonly name: string;
  readonly words: string;
}

/** The lines of a header up to its END. Bytes that no header may have become question marks. */
export function headerLines(bytes: Uint8Array): readonly HeaderLine[] {
  const header = parseHeader(bytes);
  const cards = header?.cards ?? [];
  return cards.flatMap(({ keyword, line, lines }) =>
    Array.from({ length: lines }, (_, index) => ({
      keyword: index === 0 ? keyword : '',
      text: printableLine(bytes, line + index),
    })),
  );
}

/** The lines that contain every word of a search, in any case. */
export function searchLines(lines: readonly HeaderLine[], search: string): readonly HeaderLine[] {
  return searched(lines, search, ({ text }) => text);
}

/** The facts that contain every word of a search in their names or words, in any case. */
export function searchFacts(facts: readonly HeaderFact[], search: string): readonly HeaderFact[] {
  return searched(facts, search, ({ name, words }) => `${name} ${words}`);
}

function searched<T>(all: readonly T[], search: string, textOf: (one: T) => string): readonly T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  return all.filter((one) => {
    const text = textOf(one).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
