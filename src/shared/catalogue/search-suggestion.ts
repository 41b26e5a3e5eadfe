import { closest } from '#shared/format/closest.ts';
import { OBSERVATIONS } from '#shared/survey/observations.ts';
import { countBits } from './bitset.ts';
import { type Catalogue, NO_SBID } from './catalogue.ts';
import { parseSearch, PRODUCT_WORDS, type SearchTerm } from './search-terms.ts';
import type { Search } from './search.ts';

/**
 * The query that may have been meant by one that finds nothing: terms that no file matches are replaced by the closest
 * field, epoch, SBID, day or product of the catalogue. Null if nothing is close, or if each term matches some file.
 */
export function suggestSearch(catalogue: Catalogue, search: Search, query: string): string | null {
  let isChanged = false;
  const words = parseSearch(query).map((term) => {
    if (countBits(search(term.typed)) > 0) return term.typed;
    const meant = meantBy(term, catalogue);
    isChanged ||= meant !== null;
    return meant ?? term.typed;
  });
  return isChanged ? words.join(' ') : null;
}

/** In place of a term: what `typed` may have stood for, as it is typed. */
function meantBy(term: SearchTerm, catalogue: Catalogue): string | null {
  const nearest = (text: string, known: readonly string[]) => closest(text, known, 1)[0] ?? null;
  if (term.kind === 'date') return nearestDay(term.date);
  if (term.kind === 'field') {
    const field = nearest(term.part, fieldsOf(catalogue));
    return field && `field ${field}`;
  }
  if (term.kind !== 'text') return null;
  return nearest(term.text, [
    ...fieldsOf(catalogue),
    ...fieldsOf(catalogue).map((field) => `VAST_${field}`),
    ...epochsOf(catalogue),
    ...PRODUCT_WORDS,
    ...sbidsOf(catalogue),
  ]);
}

/** Their right ascensions (`0012`), and their names without `VAST_`. */
function fieldsOf({ fields }: Catalogue): readonly string[] {
  const names = fields
    .filter((field) => field !== null)
    .map((field) => field.replace(/^VAST_/, ''));
  return [...new Set(names.map((name) => name.replace(/[+-].*$/, ''))), ...names];
}

function epochsOf({ traits }: Catalogue): readonly string[] {
  const epochs = new Set(traits.map(({ epoch }) => epoch).filter((epoch) => epoch !== null));
  return Array.from(epochs, (epoch) => `EPOCH${epoch}`);
}

function sbidsOf({ sbids }: Catalogue): readonly string[] {
  return Array.from(new Set(sbids.filter((sbid) => sbid !== NO_SBID)), (sbid) => `SB${sbid}`);
}

/** The day of an observation that is nearest to a day or the start of a month. */
function nearestDay(date: string): string | null {
  const wanted = Date.parse(date);
  const days = new Set(OBSERVATIONS.map(({ startUtc }) => startUtc?.slice(0, 10)));
  let nearest: { day: string; ms: number } | null = null;
  for (const day of days) {
    if (day === undefined) continue;
    const ms = Math.abs(Date.parse(day) - wanted);
    if (nearest === null || ms < nearest.ms) nearest = { day, ms };
  }
  return Number.isNaN(wanted) ? null : (nearest?.day ?? null);
}
