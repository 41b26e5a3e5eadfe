import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/main/system/log/redact.ts';
import { proseOf } from './prose-of.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The demo's link, which the demo makes up and everyone may know. */
const NOT_SHOWN_THROUGH_A_REDACTOR = ['src/demo/'];

/** Texts of a file as it shows them: comments are not among them. */
const textsOf = (file: string): readonly string[] =>
  proseOf(file, readFileSync(join(ROOT, file), 'utf8'))
    .map(({ text }) => text)
    .filter((text) => !text.startsWith('/*') && !text.startsWith('//'));

describe('The redactor', () => {
  it('leaves every message of the program as it is, examples included', () => {
    const { apply } = createRedactor();
    const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/\.test\.|\/testing\//.test(file))
      .filter((file) => !NOT_SHOWN_THROUGH_A_REDACTOR.some((folder) => file.startsWith(folder)));
    expect(files.length).toBeGreaterThan(400);
    const harmed = files.flatMap((file) =>
      textsOf(file)
        .filter((text) => apply(text) !== text)
        .map((text) => `${file}: ${apply(text)}`),
    );
    expect(harmed).toEqual([]);
  });
});
