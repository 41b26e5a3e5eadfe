import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAX_LINES = 300;

/** Files that hold a table of facts and nothing else. A table may be as long as its facts. */
const TABLES: readonly string[] = [
  'src/shared/survey/observation-table.ts',
  'build/layers/layers.ts',
];

/** The number of lines of each source file by its path from the root, tests included. */
function linesOfFiles(): ReadonlyMap<string, number> {
  const files = globSync('{src,build,e2e}/**/*.{ts,tsx,mjs,css}', {
    cwd: ROOT,
    exclude: (path) => /(?:^|[/\\])(?:node_modules|out)$/.test(path),
  });
  return new Map(
    files.map((file) => [
      file.replaceAll('\\', '/'),
      readFileSync(`${ROOT}/${file}`, 'utf8').split('\n').length - 1,
    ]),
  );
}

const tooLong = (lines: ReadonlyMap<string, number>): readonly string[] =>
  [...lines]
    .filter(([file, count]) => count > MAX_LINES && !TABLES.includes(file))
    .map(
      ([file, count]) => `${file} has ${count} lines, ${MAX_LINES} are allowed: cut it by idea.`,
    );

const LINES = linesOfFiles();

describe('Every source file', () => {
  it(`has at most ${MAX_LINES} lines unless it is a table of facts`, () => {
    expect(LINES.size).toBeGreaterThan(1_000);
    expect(tooLong(LINES)).toEqual([]);
  });

  it('is reported with its length if it has more', () => {
    const lines = new Map([
      ['src/a.ts', MAX_LINES],
      ['src/b.ts', MAX_LINES + 1],
      [TABLES[0]!, 1_000],
    ]);
    expect(tooLong(lines)).toEqual(['src/b.ts has 301 lines, 300 are allowed: cut it by idea.']);
  });

  it.each(TABLES)('needs no exception once it is short: %s', (file) => {
    expect(LINES.get(file)).toBeGreaterThan(MAX_LINES);
  });
});
