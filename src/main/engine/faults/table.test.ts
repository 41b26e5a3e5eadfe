import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const PAGE = join(ROOT, 'docs/faults.md');
const SELF = 'table.test.ts';
const ANSWERS = ['Message', 'Retry', 'On disk'] as const;

interface Fault {
  readonly name: string;
  /** The text behind each label that the entry has. */
  readonly answers: ReadonlyMap<string, string>;
  /** `network.test.ts: title` */
  readonly tests: readonly string[];
}

/** The entries of the page: a heading of the third level, labels with text, and tests. */
function faultsOf(page: string): readonly Fault[] {
  return page
    .split(/^(?=#{2,3} )/m)
    .filter((section) => section.startsWith('### '))
    .map((section) => {
      const labels = section.matchAll(/^- \*\*([^*]+)\*\*: (\S.*)$/gm);
      const tests = section.matchAll(/^ {2}- ([\w./-]+\.test\.ts): `([^`]+)`$/gm);
      return {
        name: section.slice('### '.length, section.indexOf('\n')),
        answers: new Map([...labels].map(([, label = '', text = '']) => [label, text])),
        tests: [...tests].map(([, file, title]) => `${file}: ${title}`),
      };
    });
}

interface Title {
  /** As it is written at the test. */
  readonly own: string;
  /** Behind the title of its group: a sentence. */
  readonly whole: string;
}

/** The titles of a file's tests. Nested groups are recognised by their indentation. */
function titlesOf(file: string): readonly Title[] {
  const source = readFileSync(file, 'utf8');
  const calls = source.matchAll(
    /^( *)(describe|it)(?:\s*\.\s*(?:skipIf|runIf)\([^()]*\))?\(\s*(['"])((?:\\.|(?!\3).)*)\3/gm,
  );
  const groups = new Map<number, string>();
  const titles: Title[] = [];
  for (const [, indent = '', kind, , text = ''] of calls) {
    const own = text.replaceAll(/\\(.)/g, '$1');
    for (const level of groups.keys()) if (level >= indent.length) groups.delete(level);
    if (kind === 'describe') groups.set(indent.length, own);
    else titles.push({ own, whole: [...groups.values(), own].join(' ') });
  }
  return titles;
}

const faults = faultsOf(readFileSync(PAGE, 'utf8'));
const named = faults.flatMap(({ tests }) => tests);

describe('docs/faults.md', () => {
  it('has a test, and the answer to every question, for each of its faults', () => {
    expect(faults.length).toBeGreaterThan(50);
    for (const { name, answers, tests } of faults) {
      expect([...answers.keys()], name).toEqual(ANSWERS);
      expect(tests.length, name).toBeGreaterThan(0);
    }
  });

  it('can be read in source: no line but those of tests is longer than 120 characters', () => {
    const lines = readFileSync(PAGE, 'utf8').split('\n');
    const long = lines.filter((line) => line.length > 120 && !line.includes('.test.ts: `'));
    expect(long).toEqual([]);
  });

  it('names only tests that exist', () => {
    const files = new Set(named.map((test) => test.slice(0, test.indexOf(': '))));
    const known = new Set(
      [...files].flatMap((file) =>
        titlesOf(file.includes('/') ? join(ROOT, file) : join(HERE, file)).flatMap(
          ({ own, whole }) => [`${file}: ${own}`, `${file}: ${whole}`],
        ),
      ),
    );
    expect(named.filter((test) => !known.has(test))).toEqual([]);
  });

  it('names every test of this folder', () => {
    const tests = readdirSync(HERE)
      .filter((name) => name.endsWith('.test.ts') && name !== SELF)
      .flatMap((name) => titlesOf(join(HERE, name)).map(({ whole }) => `${name}: ${whole}`));
    expect(tests.length).toBeGreaterThan(80);
    expect(tests.filter((test) => !named.includes(test))).toEqual([]);
    // A title is a name: two tests of one file never share it.
    expect(new Set(tests).size).toBe(tests.length);
  });

  it('has an entry for each fault that the engine must survive', () => {
    const names = faults.map(({ name }) => name).join('\n');
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
      expect(names).toMatch(fault);
    }
  });
});
