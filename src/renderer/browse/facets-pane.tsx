import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { memo, type ReactNode } from 'react';
import type { TraitFacet } from '#shared/catalogue/filter.ts';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import type { ProductKind, Region } from '#shared/survey/product.ts';
import { formatCount } from '#shared/format/quantities.ts';
import { useApp } from '../app/use-app.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { withFilter } from '../ticks/change-browsed.ts';
import { picksOf, togglePick, WITH_LEGACY } from './facet-picks.ts';
import { daysOfEpoch } from '../ticks/observed.ts';
import { browseMessages } from '../messages/browse.ts';

const SECTIONS: readonly TraitFacet[] = [
  'epoch',
  'region',
  'stokes',
  'kind',
  'extension',
  'release',
];

const REGION_ORDER: readonly Region[] = ['combined', 'tiles', 'none'];

type Filtering = Pick<Browsed, 'filter' | 'facets'>;

/** Memoised: ticks do not change it. */
export const FacetsPane = memo(function FacetsPane({ filter, facets }: Filtering): ReactNode {
  const { browseWith } = useApp();
  const isFiltered = filter !== DEFAULT_FILTER;
  return (
    <aside className="facets" aria-label={browseMessages.facets.title} tabIndex={-1}>
      <div className="pane-head">
        <h2>{browseMessages.facets.title}</h2>
        <button
          type="button"
          className="button quiet small"
          disabled={!isFiltered}
          onClick={() => browseWith((now) => withFilter(now, DEFAULT_FILTER))}
        >
          {browseMessages.facets.reset}
        </button>
      </div>
      {SECTIONS.map((facet) => (
        <Section key={facet} filter={filter} facets={facets} facet={facet} />
      ))}
    </aside>
  );
});

function Section({
  filter,
  facets,
  facet,
}: Filtering & {
  readonly facet: TraitFacet;
}): ReactNode {
  const { browseWith } = useApp();
  const title = browseMessages.facets.sections[facet];
  const values = valuesOf(facets, facet);
  if (values.length === 0) return null;
  const all = values.map(({ value }) => value);
  const picks = picksOf(filter, facet, all);
  const maxFiles = Math.max(...values.map(({ files }) => files), 1);
  return (
    <section>
      <h3>{title}</h3>
      {/* One stop of the Tab key; arrows, Home and End move between its values. */}
      <ToggleGroup
        className="facet-values"
        aria-label={title}
        orientation="vertical"
        multiple
        value={picks === null ? [] : [...picks]}
      >
        {values.map(({ value, files }) => (
          <Toggle
            key={value}
            value={value}
            className="facet"
            data-faint={files === 0 || undefined}
            title={facet === 'epoch' ? daysOfEpoch(value) : undefined}
            onPressedChange={() =>
              browseWith((now) => withFilter(now, togglePick(now.filter, facet, value, all)))
            }
          >
            <span className="value">{nameOf(facet, value)}</span>
            <span className="share" aria-hidden="true">
              <i style={{ width: `${(files / maxFiles) * 100}%` }} />
            </span>
            <span className="count">{formatCount(files)}</span>
          </Toggle>
        ))}
      </ToggleGroup>
    </section>
  );
}

/** The values that a filter can ask for. It cannot ask for files that have none. */
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
    const order = Object.keys(browseMessages.label.kinds);
    return values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  }
  if (facet === 'release' && values.length > 0) {
    const files = facets.release.reduce((sum, each) => sum + each.files, 0);
    // Files of a release without a version are only shown together with all releases.
    return [{ value: WITH_LEGACY, files }, ...values.filter(({ value }) => value !== 'LEGACY')];
  }
  return values.filter(({ value }) => value !== '');
}

function nameOf(facet: TraitFacet, value: string): string {
  switch (facet) {
    case 'epoch':
      return value;
    case 'region':
      return browseMessages.label.regions[value as Region];
    case 'kind':
      return browseMessages.label.kinds[value as ProductKind];
    case 'stokes':
      return browseMessages.facets.stokes(value);
    case 'release':
      return value === WITH_LEGACY ? browseMessages.facets.allReleases : value;
    case 'extension':
      return browseMessages.facets.extension(value);
    default:
      return value;
  }
}
