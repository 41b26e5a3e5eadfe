import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const TABLE = join(ROOT, 'docs/faults.md');
const SELF = 'table.test.ts';

interface Row {
  readonly cells: readonly string[];
  /** `network.test.ts: title` */
  readonly tests: readonly string[];
}

/** The rows of all tables of the page, without their heads. */
function rowsOf(page: string): readonly Row[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|\s*(?:fault|-+)\s*\|/.test(line))
    .map((line) => {
      const cells = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const named = (cells.at(-1) ?? '').matchAll(/([\w./-]+\.test\.ts): `([^`]+)`/g);
      return { cells, tests: [...named].map(([, file, title]) => `${file}: ${title}`) };
    });
}

/** The titles of a file's tests, as they are written there. */
function titlesOf(file: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  const calls = source.matchAll(
    /\bit(?:\s*\.\s*(?:skipIf|runIf)\([^()]*\))?\(\s*(['"])((?:\\.|(?!\1).)*)\1/g,
  );
  return [...calls].map(([, , title = '']) => title.replaceAll(/\\(.)/g, '$1'));
}

const rows = rowsOf(readFileSync(TABLE, 'utf8'));
const named = rows.flatMap(({ tests }) => tests);

describe('docs/faults.md', () => {
  it('has a test, and an answer to every question, for each of its rows', () => {
    expect(rows.length).toBeGreaterThan(50);
    for (const { cells, tests } of rows) {
      expect(cells).toHaveLength(5);
      expect(cells.every((cell) => cell !== '')).toBe(true);
      expect(tests.length, cells[0]).toBeGreaterThan(0);
    }
  });

  it('names only tests that are there', () => {
    const files = new Set(named.map((test) => test.slice(0, test.indexOf(': '))));
    const there = new Set(
      [...files].flatMap((file) =>
        titlesOf(file.includes('/') ? join(ROOT, file) : join(HERE, file)).map(
          (title) => `${file}: ${title}`,
        ),
      ),
    );
    expect(named.filter((test) => !there.has(test))).toEqual([]);
  });

  it('names every test of this folder', () => {
    const tests = readdirSync(HERE)
      .filter((name) => name.endsWith('.test.ts') && name !== SELF)
      .flatMap((name) => titlesOf(join(HERE, name)).map((title) => `${name}: ${title}`));
    expect(tests.length).toBeGreaterThan(80);
    expect(tests.filter((test) => !named.includes(test))).toEqual([]);
    // A title is a name: two tests of one file never share it.
    expect(new Set(tests).size).toBe(tests.length);
  });

  it('has a row for each fault that the engine is held to', () => {
    const faults = rows.map(({ cells }) => cells[0]).join('\n');
    for (const fault of [
      /refused/,
      /Reset in mid-body/,
      /edge/,
      /inside a block/,
      /Stall/,
      /trickle/,
      /Truncated/,
      /More bytes/,
      /Corrupt bytes/,
      /Range ignored/,
      /Content-Range/,
      /416/,
      /Rev changed/,
      /vanished/,
      /Size lies/,
      /Hash lies/,
      /Retry-After in seconds/,
      /as a date/,
      /429, empty/,
      /storms/,
      /500, 502, 503/,
      /with a refresh token/,
      /without/,
      /Revoked/,
      /Wrong password/,
      /Link disabled/,
      /DNS/,
      /Captive portal/,
      /Clock/,
      /Suspended/,
      /full before/,
      /full during/,
      /read-only/,
      /gone/,
      /Unmounted/,
      /Permission/,
      /locked by another/,
      /Power loss/,
      /SIGKILL/,
      /Name too long/,
      /Case collision/,
      /\.\./,
      /Absolute/,
      /Windows-reserved/,
      /NFC/,
      /Zero-byte/,
      /50 GB/,
      /1 M files/,
      /database locked/,
      /database corrupt/,
      /newer version/,
      /journal corrupt/,
      /foreign/,
      /Two processes/,
      /Head that never ends/,
      /Head of 1 MB/,
      /Control character/,
      /Two Content-Lengths/,
      /goes on after its length/,
      /next answer/,
      /closed by the other side/,
    ]) {
      expect(faults).toMatch(fault);
    }
  });
});
