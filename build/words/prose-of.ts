import { parseSync } from 'oxc-parser';

/** A piece of text that people read, or a name. */
export interface Prose {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/** Ranges of text in a file: [start, end) in characters. */
type Span = readonly [number, number];

/** Members of a syntax tree's node that lead to no text. */
const SPANS = new Set(['type', 'start', 'end', 'range', 'loc']);

/**
 * What people read of a file, by its name's end: comments, string literals, template literals and JSX text of code,
 * comments of style sheets, and Markdown without its blocks of code. Throws where code can't be parsed.
 */
export function proseOf(file: string, text: string): readonly Prose[] {
  return spansOf(file, text).map(([start, end]) => ({
    line: text.slice(0, start).split('\n').length,
    text: text.slice(start, end),
  }));
}

function spansOf(file: string, text: string): readonly Span[] {
  if (file.endsWith('.md')) return paragraphs(text);
  if (file.endsWith('.css')) return matches(/\/\*[^]*?\*\//g, text);
  if (file.endsWith('.html') || file.endsWith('.py')) return [[0, text.length]];
  return codeSpans(file, text);
}

/** Each line outside of blocks of code, with the one after it: a phrase may go on there. */
function paragraphs(text: string): readonly Span[] {
  const withoutCode = text.replaceAll(/^```[^]*?^```$/gm, (block) =>
    block.replaceAll(/[^\n]/g, ' '),
  );
  return matches(/\S[^]*?(?=\n\s*\n|$(?![^]))/g, withoutCode);
}

function codeSpans(file: string, text: string): readonly Span[] {
  const { program, comments, errors } = parseSync(file, text);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const spans = comments.map(({ start, end }): Span => [start, end]);
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      pending.push(...(node as readonly unknown[]));
      continue;
    }
    const { type, value, start, end } = node as Readonly<Record<string, unknown>>;
    const isText =
      type === 'JSXText' ||
      type === 'TemplateElement' ||
      (type === 'Literal' && typeof value === 'string');
    if (isText) spans.push([start as number, end as number]);
    for (const [key, child] of Object.entries(node)) if (!SPANS.has(key)) pending.push(child);
  }
  return spans;
}

const matches = (pattern: RegExp, text: string): readonly Span[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }): Span => [index, index + found.length]);
