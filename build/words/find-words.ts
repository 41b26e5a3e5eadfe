import { proseOf } from './prose-of.ts';

/** A phrase that reads as translated, or a name of a constant that breaks the rule. */
export interface FoundWord {
  readonly file: string;
  readonly line: number;
  readonly phrase: string;
  readonly instead: string;
}

interface Pattern {
  readonly phrase: RegExp;
  readonly instead: string;
}

/** White space within a phrase, which a comment or a paragraph may break: `\n * `, `\n  // `. */
const GAP = String.raw`(?:\s|\n\s*(?:\*|//))+`;

const phrase = (words: string, instead: string): Pattern => ({
  phrase: new RegExp(String.raw`\b(?:${words.replaceAll(' ', GAP)})\b`, 'gi'),
  instead,
});

const PHRASES: readonly Pattern[] = [
  phrase('anew', 'again'),
  phrase('(?:is|are|was|were|be|been|being) told', 'shows, logs, reports, contains'),
  phrase('who(?:so)?ever', 'the user, the caller, anyone who'),
  phrase('com(?:es|e|ing) to (?:its|an|their) end', 'finishes'),
  phrase('besides', 'also'),
  phrase('all the same', 'anyway'),
  phrase('at the (?:most|least)', 'at most, at least'),
  phrase('be it that', 'even if'),
  phrase('c(?:omes|ome|ame|oming) about', 'happens'),
];

const NAMES: readonly Pattern[] = [
  { phrase: /\b(?:[A-Z0-9]+_)*(?:LONGEST|MOST)_[A-Z0-9_]+\b/g, instead: 'MAX_' },
  { phrase: /\b(?:[A-Z0-9]+_)*LEAST_[A-Z0-9_]+\b/g, instead: 'MIN_' },
  { phrase: /\b(?:[A-Z0-9]+_)*PATIENCE(?:_[A-Z0-9_]+)?\b/g, instead: 'TIMEOUT_' },
];

/** Each phrase of the table in the prose of a file, and each such name anywhere in it. */
export function findWords(file: string, text: string): readonly FoundWord[] {
  const inProse = proseOf(file, text).flatMap((prose) =>
    search(file, prose.text, prose.line, PHRASES),
  );
  return [...inProse, ...search(file, text, 1, NAMES)];
}

function search(
  file: string,
  text: string,
  firstLine: number,
  patterns: readonly Pattern[],
): readonly FoundWord[] {
  return patterns.flatMap(({ phrase: pattern, instead }) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      file,
      line: firstLine + text.slice(0, index).split('\n').length - 1,
      phrase: found.replaceAll(/\s+(?:\*|\/\/)?\s*/g, ' ').toLowerCase(),
      instead,
    })),
  );
}
