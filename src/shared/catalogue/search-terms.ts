import { EPOCHS, normaliseEpoch } from '#shared/survey/epochs.ts';
import { OBSERVATIONS } from '#shared/survey/observations.ts';
import type { ProductKind, Region, Stokes } from '#shared/survey/product.ts';
import { STOKES } from '#shared/survey/templates.ts';

/** What a part of a query means. */
export type SearchMeaning =
  | { readonly kind: 'stokes'; readonly stokes: Stokes }
  | { readonly kind: 'epoch'; readonly epoch: string }
  /** A part of a field's name, in lower case. */
  | { readonly kind: 'field'; readonly part: string }
  /** A day or a month as `2020-01-11` or `2020-01`, UTC. */
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'product'; readonly product: ProductKind }
  | { readonly kind: 'region'; readonly region: Region }
  /** A part of a path or of a field's name, in lower case. */
  | { readonly kind: 'text'; readonly text: string };

/** One thing that a query asks for, and what was typed for it, in lower case. */
export type SearchTerm = SearchMeaning & { readonly typed: string };

const PRODUCTS: ReadonlyMap<string, SearchMeaning> = new Map<string, SearchMeaning>([
  ...products('image', 'image', 'images'),
  ...products('rms', 'rms'),
  ...products('background', 'background', 'backgrounds', 'bkg'),
  ...products('components', 'components'),
  ...products('islands', 'islands'),
  ...products('qc', 'qc'),
  ...products('table', 'tables'),
  ['combined', { kind: 'region', region: 'combined' }],
  ['tiles', { kind: 'region', region: 'tiles' }],
]);

function products(product: ProductKind, ...words: readonly string[]): [string, SearchMeaning][] {
  return words.map((word) => [word, { kind: 'product', product }]);
}

/** The words that stand for a product or a region. */
export const PRODUCT_WORDS: readonly string[] = [...PRODUCTS.keys()];

/** Words that give the next one its meaning; null if it can't have that. */
const PREFIXES: ReadonlyMap<string, (value: string) => SearchMeaning | null> = new Map([
  ['stokes', stokesMeaning],
  ['epoch', epochMeaning],
  ['field', (part: string) => (FIELD_PART.test(part) ? { kind: 'field' as const, part } : null)],
  ['sbid', (id: string) => (/^\d+$/.test(id) ? { kind: 'text' as const, text: `sb${id}` } : null)],
]);

const FIELD_PART = /^(?:vast_)?\d[\d+-]*[a-z]?$/;

/** The months in which the survey observed. Fields have names like months: `1212-06A`. */
const MONTHS: ReadonlySet<string> = new Set(
  OBSERVATIONS.flatMap(({ startUtc, endUtc }) => [startUtc, endUtc])
    .filter((time) => time !== null)
    .map((time) => time.slice(0, 'yyyy-mm'.length)),
);

/**
 * Reads a query: words with spaces between. `v` and `stokes v` are a Stokes parameter, `epoch 1` and `EPOCH01` an epoch,
 * `field 0530` a part of a field's name, `sbid 9668` a scheduling block, `2020-01-11` and `2020-01` the time of an
 * observation, `rms` or `tiles` a product. `stokes:v` is `stokes v`. Any other word is a part of a path or a field.
 */
export function parseSearch(query: string): readonly SearchTerm[] {
  const words = query
    .toLowerCase()
    .replaceAll(/(?<=(?:^|\s)(?:stokes|epoch|field|sbid))[:=]\s*/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const terms: SearchTerm[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    const next = words[at + 1];
    const paired = next === undefined ? null : (PREFIXES.get(word)?.(next) ?? null);
    if (paired === null) terms.push({ ...meaningOf(word), typed: word });
    else {
      terms.push({ ...paired, typed: `${word} ${next}` });
      at += 1;
    }
  }
  return terms;
}

function meaningOf(word: string): SearchMeaning {
  const isDate = /^20\d\d-\d\d-\d\d$/.test(word) || MONTHS.has(word);
  if (isDate) return { kind: 'date', date: word };
  const epoch = word.startsWith('epoch') ? epochMeaning(word) : null;
  return stokesMeaning(word) ?? PRODUCTS.get(word) ?? epoch ?? { kind: 'text', text: word };
}

function stokesMeaning(word: string): SearchMeaning | null {
  const stokes = STOKES.find((letter) => letter.toLowerCase() === word);
  return stokes === undefined ? null : { kind: 'stokes', stokes };
}

function epochMeaning(word: string): SearchMeaning | null {
  const epoch = normaliseEpoch(word);
  return epoch !== null && EPOCHS.includes(epoch) ? { kind: 'epoch', epoch } : null;
}
