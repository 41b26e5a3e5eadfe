import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FoundWord, findWords } from './find-words.ts';

const ROOT = join(import.meta.dirname, '../..');

const FILES = globSync(
  ['*.md', 'docs/*.md', '{src,build,e2e}/**/*.{ts,tsx,mjs,css,html,py}', '*.{ts,mjs}'],
  { cwd: ROOT },
)
  .map((file) => file.replaceAll('\\', '/'))
  // The table of phrases, and its own tests.
  .filter((file) => !file.startsWith('build/words/') && !file.includes('node_modules/'))
  .toSorted();

/** Phrases that are right where they stand: file, then phrase. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {};

const found: readonly FoundWord[] = FILES.flatMap((file) =>
  findWords(file, readFileSync(join(ROOT, file), 'utf8')).filter(
    ({ phrase }) => !(ALLOWED[file] ?? []).includes(phrase),
  ),
);

/** `src/main/engine` of `src/main/engine/queue/x.ts`, `src/demo` of what lies in it, `docs`, or `.` for the root. */
function folderOf(file: string): string {
  const parts = file.split('/').slice(0, -1);
  if (parts.length === 0) return '.';
  if (parts[0] !== 'src') return parts[0]!;
  return parts.slice(0, parts[1] === 'main' || parts[1] === 'renderer' ? 3 : 2).join('/');
}

const asLine = ({ file, line, phrase, instead }: FoundWord): string =>
  `${file}:${line} "${phrase}"; instead: ${instead}`;

describe('The words of the project', () => {
  const folders = [...new Set(FILES.map(folderOf))].toSorted();

  it.each(folders)('avoid the phrases of the table in %s', (folder) => {
    const here = found.filter(({ file }) => folderOf(file) === folder).map(asLine);
    expect(here).toEqual([]);
  });

  it('make no exception that nothing needs', () => {
    const unused = Object.entries(ALLOWED).flatMap(([file, phrases]) => {
      const here = FILES.includes(file)
        ? findWords(file, readFileSync(join(ROOT, file), 'utf8')).map(({ phrase }) => phrase)
        : [];
      return phrases
        .filter((phrase) => !here.includes(phrase))
        .map((phrase) => `${file}: ${phrase}`);
    });
    expect(unused).toEqual([]);
  });
});

describe('The search for phrases', () => {
  const phrasesIn = (file: string, text: string) =>
    findWords(file, text).map(({ line, phrase }) => `${line} ${phrase}`);

  it.each([
    ['a line comment', 'x.ts', '\n// is made anew\n', ['2 anew']],
    [
      'a docstring, over the end of a line',
      'x.ts',
      '/**\n * It is\n * told once.\n */',
      ['2 is told'],
    ],
    ['a string literal', 'x.ts', `const a = 'Whoever';`, ['1 whoever']],
    ['a template literal', 'x.ts', 'const a = `${b} besides`;', ['1 besides']],
    ['a test title', 'x.test.ts', `it('goes on all the same', () => {});`, ['1 all the same']],
    ['the text of an element', 'x.tsx', 'const a = <p>at the most</p>;', ['1 at the most']],
    [
      'an attribute of an element',
      'x.tsx',
      'const a = <p title="comes about" />;',
      ['1 comes about'],
    ],
    ['a style sheet', 'x.css', 'a {}\n/* comes to its end */', ['2 comes to its end']],
    ['a document', 'x.md', 'One.\n\nBe it\nthat two.', ['3 be it that']],
    ['the name of a constant', 'x.ts', 'const LONGEST_NAME = 1;', ['1 longest_name']],
    ['the end of a name', 'x.ts', 'const READ_PATIENCE = 1;', ['1 read_patience']],
  ])('reads %s', (_what, file, text, expected) => {
    expect(phrasesIn(file, text)).toEqual(expected);
  });

  it.each([
    ['names of code', 'x.ts', 'const besides = anew.whoever;'],
    ['blocks of code in a document', 'x.md', '```\nanew\n```\n'],
    ['words that only contain a phrase', 'x.ts', '// a canew, the same, most_'],
  ])('passes over %s', (_what, file, text) => {
    expect(phrasesIn(file, text)).toEqual([]);
  });
});
