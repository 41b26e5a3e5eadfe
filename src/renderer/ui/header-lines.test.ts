import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { headerLines, searchFacts, searchLines } from './header-lines.ts';

const SAMPLE = readFileSync(new URL('../../../../shared/samples/casa-image.fits', import.meta.url));

it('headerLines has every line before END as the file has it', () => {
  const lines = headerLines(SAMPLE);
  const text = SAMPLE.toString('latin1');
  const end = lines.length;
  expect(text.slice(80 * end, 80 * end + 80).trimEnd()).toBe('END');
  for (const [index, line] of lines.entries()) {
    expect(line.text).toBe(text.slice(80 * index, 80 * index + 80).trimEnd());
  }
  expect(lines[0]).toMatchObject({ keyword: 'SIMPLE' });
});

it('searchLines finds lines by every word, in any case', () => {
  const lines = headerLines(SAMPLE);
  const found = searchLines(lines, ' ctype SIN ');
  expect(found.map(({ keyword }) => keyword)).toEqual(['CTYPE1', 'CTYPE2']);
  expect(searchLines(lines, '')).toBe(lines);
  expect(searchLines(lines, 'no such words')).toEqual([]);
});

it('searchFacts finds facts by every word of their names and words', () => {
  const facts = [
    { name: 'Beam', words: '12.00″ × 10.00″, 80°' },
    { name: 'Size', words: '256 × 256 pixels' },
  ];
  expect(searchFacts(facts, 'beam 12')).toEqual([facts[0]]);
  expect(searchFacts(facts, '×')).toEqual(facts);
  expect(searchFacts(facts, '')).toBe(facts);
  expect(searchFacts(facts, 'BMAJ')).toEqual([]);
});
