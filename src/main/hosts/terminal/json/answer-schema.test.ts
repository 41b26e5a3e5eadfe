import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { envelope, RESULTS } from './answer-schema.ts';
import { fieldsOf } from './testing/fields-of.ts';

const PAGE = readFileSync(new URL('../../../../../docs/json.md', import.meta.url), 'utf8');

const SECTIONS: readonly (readonly [string, z.ZodType])[] = [
  ['The document', envelope],
  ['--dry-run', RESULTS['dry-run']],
  ['--download', RESULTS.download],
  ['--verify', RESULTS.verify],
  ['find-fields', RESULTS['find-fields']],
  ['cutout', RESULTS.cutout],
  ['header', RESULTS.header],
  ['lightcurve', RESULTS.lightcurve],
];

function rowsBelow(title: string): readonly { readonly name: string; readonly type: string }[] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \| (.+?) \| .*\|$/gm)].map(([, name, type]) => ({
    name: name!,
    type: type!,
  }));
}

it.each(SECTIONS)('docs/json.md lists the members of %s as they are', (title, schema) => {
  expect(rowsBelow(title)).toEqual(fieldsOf(schema));
});

it('docs/json.md has no other section', () => {
  const titles = [...PAGE.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(SECTIONS.map(([title]) => title));
});
