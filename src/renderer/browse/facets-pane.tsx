import { memo, type ReactNode } from 'react';
import type { TraitFacet } from '#shared/catalogue/filter.ts';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import type { ProductKind, Region } from '#shared/survey/product.ts';
import { formatCount } from '#shared/format/quantities.ts';
import { Tick } from '../ui/tick.tsx';
import { useApp } from '../app/use-app.ts';
import { type Browsed, withFilter } from '../ticks/browse-store.ts';
import { picksOf, togglePick, WITH_LEGACY } from './facet-picks.ts';
import { KIND_NAMES, REGION_NAMES } from '../ticks/labels.ts';
import { daysOfEpoch } from '../ticks/observed.ts';

const SECTIONS: readonly { readonly facet: TraitFacet; readonly title: string }[] = [
  { facet: 'epoch', title: 'Epoch' },
  { facet: 'region', title: 'Made from' },
  { facet: 'stokes', title: 'Stokes' },
  { facet: 'kind', title: 'Product' },
  { facet: 'extension', title: 'File type' },
  { facet: 'release', title: 'Legacy version' },
];

const REGION_ORDER: readonly Region[] = ['combined', 'tiles', 'none'];

type Narrowing = Pick<Browsed, 'filter' | 'facets'>;

/** Has no ticks in it, and so is not drawn again for them. */
export const FacetsPane = memo(function FacetsPane({ filter, facets }: Narrowing): ReactNode {
  const { browseWith } = useApp();
  const isNarrowed = filter !== DEFAULT_FILTER;
  return (
    <aside className="facets" aria-label="Narrow by" tabIndex={-1}>
      <div className="pane-head">
        <h2>Narrow by</h2>
        <button
          type="button"
          className="button quiet small"
          disabled={!isNarrowed}
          onClick={() => browseWith((now) => withFilter(now, DEFAULT_FILTER))}
        >
          Reset
        </button>
      </div>
      {SECTIONS.map((section) => (
        <Section key={section.facet} filter={filter} facets={facets} {...section} />
      ))}
    </aside>
  );
});

function Section({
  filter,
  facets,
  facet,
  title,
}: Narrowing & {
  readonly facet: TraitFacet;
  readonly title: string;
}): ReactNode {
  const { browseWith } = useApp();
  const values = valuesOf(facets, facet);
  if (values.length === 0) return null;
  const all = values.map(({ value }) => value);
  const picks = picksOf(filter, facet, all);
  const most = Math.max(...values.map(({ files }) => files), 1);
  return (
    <section role="group" aria-label={title}>
      <h3>{title}</h3>
      {values.map(({ value, files }) => {
        const isPicked = picks?.has(value) ?? false;
        return (
          <button
            key={value}
            type="button"
            className="facet"
            role="checkbox"
            aria-checked={isPicked}
            data-faint={(picks !== null && !isPicked) || files === 0 || undefined}
            title={facet === 'epoch' ? daysOfEpoch(value) : undefined}
            onClick={() =>
              browseWith((now) => withFilter(now, togglePick(now.filter, facet, value, all)))
            }
          >
            <Tick state={isPicked ? 'all' : 'none'} />
            <span className="value">{nameOf(facet, value)}</span>
            <span className="count">{formatCount(files)}</span>
            <span className="share" style={{ width: `calc((100% - 96px) * ${files / most})` }} />
          </button>
        );
      })}
    </section>
  );
}

/** Values by which one can narrow. "Has none" is no demand that a filter knows. */
function valuesOf(
  facets: Browsed['facets'],
  facet: TraitFacet,
): readonly { readonly value: string; readonly files: number }[] {
  const values = facets[facet].flatMap(({ value, files }) =>
    value === null || value === 'none' ? [] : [{ value, files }],
  );
  if (facet === 'region') {
    return values.toSorted(
      (a, b) => REGION_ORDER.indexOf(a.value as Region) - REGION_ORDER.indexOf(b.value as Region),
    );
  }
  if (facet === 'kind') {
    const order = Object.keys(KIND_NAMES);
    return values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  }
  if (facet === 'release' && values.length > 0) {
    const files = facets.release.reduce((sum, each) => sum + each.files, 0);
    // A release whose version nobody knows can be had along with the rest only.
    return [{ value: WITH_LEGACY, files }, ...values.filter(({ value }) => value !== 'LEGACY')];
  }
  return values.filter(({ value }) => value !== '');
}

function nameOf(facet: TraitFacet, value: string): string {
  switch (facet) {
    case 'epoch':
      return value;
    case 'region':
      return REGION_NAMES[value as Region];
    case 'kind':
      return KIND_NAMES[value as ProductKind];
    case 'stokes':
      return `Stokes ${value}`;
    case 'release':
      return value === WITH_LEGACY ? 'All releases' : value;
    case 'extension':
      return `.${value}`;
    default:
      return value;
  }
}
