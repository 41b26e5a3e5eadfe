import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { countBits } from '#shared/catalogue/bitset.ts';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import type { TickState } from '#shared/catalogue/tree-ticks.ts';
import { formatCount } from '#shared/format/quantities.ts';
import { chooseTextFile, withTextFile } from '../intake/choose-text-file.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { PaneEdge } from '../ui/pane-edge.tsx';
import { Tick } from '../ui/tick.tsx';
import { useApp } from '../app/use-app.ts';
import { useMedia } from '../ui/use-media.ts';
import { useStored } from '../ui/use-stored.ts';
import type { Browsed, TreeGrouping } from '../ticks/browsed.ts';
import { withFilter, withQuery, withGrouping } from '../ticks/change-browsed.ts';
import { withAllOpen } from '../ticks/open-nodes.ts';
import { tickAllOnView } from '../ticks/tick-files.ts';
import { DetailPane } from './detail-pane.tsx';
import { DropZone } from '../intake/drop-zone.tsx';
import { EpochChoiceToggle } from './epoch-choice.tsx';
import { FacetsPane } from './facets-pane.tsx';
import { importListing } from '../intake/import-listing.ts';
import { type IntakeNotice, intakeStore } from '../intake/intake-store.ts';
import { ListingLine } from './listing-line.tsx';
import { ListingProblem } from './listing-problem.tsx';
import { PasteDialog } from '../intake/paste-dialog.tsx';
import { takeText } from '../intake/take-text.ts';
import { TreeView } from './tree-view.tsx';

/** A window that has room for the detail beside the tree; in others it comes over the tree, and only when asked for. */
const ROOMY = '(min-width: 1100px)';

/** Of the names that a text has and the listing hasn't; the others are a click away. */
const FIRST_UNKNOWN = 8;

const VIEWS: readonly { readonly view: View; readonly name: string }[] = [
  { view: 'epoch-field-product', name: 'Epoch → field' },
  { view: 'field-epoch-product', name: 'Field → epoch' },
  { view: 'folders', name: 'Folders' },
];

export function BrowseView(): ReactNode {
  const { browse } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  const [facetsWidth, setFacetsWidth] = useStored('facets-width', 196, 150, 320);
  const [detailWidth, setDetailWidth] = useStored('detail-width', 288, 220, 460);
  const isRoomy = useMedia(ROOMY);
  const [showsBeside, setShowsBeside] = useStored('shows-detail', 1, 0, 1);
  const [showsOver, setShowsOver] = useState(0);
  const [showsDetail, setShowsDetail] = isRoomy
    ? [showsBeside, setShowsBeside]
    : [showsOver, setShowsOver];
  const problem = useStore(browse, (state) => state.problem);
  if (browsed === null) return problem === null ? <Loading /> : <NothingRead problem={problem} />;
  return (
    <DropZone takesListing>
      <div className="browse">
        <div className="pane" style={{ width: facetsWidth }}>
          <FacetsPane filter={browsed.filter} facets={browsed.facets} />
        </div>
        <PaneEdge
          name="Width of the facets"
          pane="left"
          width={facetsWidth}
          least={150}
          most={320}
          onResize={setFacetsWidth}
        />
        <div className="middle">
          <Toolbar
            browsed={browsed}
            showsDetail={showsDetail === 1}
            onShowDetail={(shows) => setShowsDetail(shows ? 1 : 0)}
          />
          <ListingLine />
          <ListingProblem />
          {problem !== null && <NotRead problem={problem} />}
          <IntakeLine />
          {browsed.rows.length === 0 ? (
            <NothingFound browsed={browsed} />
          ) : (
            <TreeView browsed={browsed} head={<Columns browsed={browsed} />} />
          )}
        </div>
        {showsDetail === 1 && (
          <>
            {isRoomy && (
              <PaneEdge
                name="Width of the detail"
                pane="right"
                width={detailWidth}
                least={220}
                most={460}
                onResize={setDetailWidth}
              />
            )}
            <div className="pane" data-over={!isRoomy || undefined} style={{ width: detailWidth }}>
              <DetailPane browsed={browsed} />
            </div>
          </>
        )}
      </div>
    </DropZone>
  );
}

function Toolbar({
  browsed,
  showsDetail,
  onShowDetail,
}: {
  readonly browsed: Browsed;
  readonly showsDetail: boolean;
  readonly onShowDetail: (shows: boolean) => void;
}): ReactNode {
  const app = useApp();
  const [isPasting, setPasting] = useState(false);
  return (
    <div className="toolbar">
      <ToggleGroup
        className="segments"
        aria-label="Order of the tree"
        value={[browsed.view]}
        onValueChange={([view]) =>
          view !== undefined && app.browseWith((now) => withGrouping(now, view))
        }
      >
        {VIEWS.map(({ view, name }) => (
          <Toggle key={view} value={view}>
            {name}
          </Toggle>
        ))}
      </ToggleGroup>
      <span className="gap" />
      <button
        type="button"
        className="button quiet small optional"
        onClick={() => app.browseWith((now) => withAllOpen(now, true))}
      >
        Open all
      </button>
      <button
        type="button"
        className="button quiet small optional"
        onClick={() => app.browseWith((now) => withAllOpen(now, false))}
      >
        Close all
      </button>
      <button type="button" className="button quiet small" onClick={() => setPasting(true)}>
        Paste fields…
      </button>
      <button
        type="button"
        className="button quiet small"
        title="A find_sources CSV ticks its fields, a list of files ticks these"
        onClick={() => void withTextFile(app, chooseTextFile(), (file) => takeText(app, file))}
      >
        Open list…
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Detail"
        aria-pressed={showsDetail}
        title={showsDetail ? 'Hide the detail' : 'Show the detail'}
        onClick={() => onShowDetail(!showsDetail)}
      >
        <Icon name="panel" />
      </button>
      <PasteDialog isOpen={isPasting} onClose={() => setPasting(false)} />
    </div>
  );
}

function Columns({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { browseWith } = useApp();
  const state = allTicked(browsed);
  return (
    <div className="list-head tree-head">
      <button
        type="button"
        role="checkbox"
        aria-checked={state === 'some' ? 'mixed' : state === 'all'}
        aria-label="Tick everything on view"
        title="Tick everything on view"
        disabled={browsed.shown.files === 0}
        onClick={() => browseWith((now) => tickAllOnView(now, allTicked(now) !== 'all'))}
      >
        <Tick state={state} />
        <span>Name</span>
      </button>
      <span className="number">Files</span>
      <span className="number">Size</span>
      <span className="disk">Disk</span>
    </div>
  );
}

function allTicked({ tickedOnView, shown }: Browsed): TickState {
  const ticked = countBits(tickedOnView);
  if (ticked === 0) return 'none';
  return ticked === shown.files ? 'all' : 'some';
}

function IntakeLine(): ReactNode {
  const app = useApp();
  const notice = useStore(intakeStore, (state) => state.notice);
  const [showsAll, setShowsAll] = useState<IntakeNotice | null>(null);
  if (notice === null) return null;
  const { title, detail, unknown, unknownNoun, warnings, listing, choice } = notice;
  const shown = showsAll === notice ? unknown : unknown.slice(0, FIRST_UNKNOWN);
  return (
    <Notice
      tone={unknown.length + warnings.length > 0 ? 'partly' : 'plain'}
      title={title}
      onDismiss={() => intakeStore.setState({ notice: null })}
    >
      {unknown.length > 0 && (
        <span>
          {unknown.length === 1 ? `One ${unknownNoun} is` : `${unknown.length} ${unknownNoun}s are`}{' '}
          not in this listing: <span className="mono">{shown.join(', ')}</span>
          {unknown.length > shown.length && (
            <>
              {' and '}
              <button type="button" className="as-link" onClick={() => setShowsAll(notice)}>
                {formatCount(unknown.length - shown.length)} more
              </button>
            </>
          )}
          .
        </span>
      )}{' '}
      {detail} {warnings.join(' ')} {choice !== null && <EpochChoiceToggle of={choice} />}
      {listing !== null && (
        <button type="button" className="as-link" onClick={() => void importListing(app, listing)}>
          Browse it as the listing
        </button>
      )}
    </Notice>
  );
}

function NothingFound({ browsed }: { readonly browsed: Browsed }): ReactNode {
  const { browseWith } = useApp();
  const { query, filter } = browsed;
  const isSearching = query.trim() !== '';
  const isNarrowed = filter !== DEFAULT_FILTER;
  return (
    <div className="empty">
      <h2>{isSearching ? `Nothing matches “${query.trim()}”` : 'Nothing is left'}</h2>
      <p>
        {isSearching
          ? 'Every word has to be somewhere in a file’s path or field: 0918+00A, SB9668, rms.fits.'
          : 'No file has all that is asked for at the left.'}
      </p>
      <div className="actions">
        {isSearching && (
          <button
            type="button"
            className="button"
            onClick={() => browseWith((now) => withQuery(now, ''))}
          >
            Clear the search
          </button>
        )}
        {isNarrowed && (
          <button
            type="button"
            className="button"
            onClick={() => browseWith((now) => withFilter(now, DEFAULT_FILTER))}
          >
            Reset what is narrowed
          </button>
        )}
      </div>
    </div>
  );
}

function NotRead({ problem }: { readonly problem: string }): ReactNode {
  const { readListing } = useApp();
  return (
    <Notice tone="problem" title="The listing could not be read.">
      <span>{problem}</span>{' '}
      <button type="button" className="as-link" onClick={readListing}>
        Read it again
      </button>
    </Notice>
  );
}

function NothingRead({ problem }: { readonly problem: string }): ReactNode {
  return (
    <div className="browse-not-read">
      <NotRead problem={problem} />
    </div>
  );
}

function Loading(): ReactNode {
  return (
    <div className="browse-loading" role="status">
      <span className="unseen">Reading the listing</span>
      {Array.from({ length: 14 }, (_, row) => (
        <span key={row} className="ghost" style={{ width: `${28 + ((row * 37) % 30)}%` }} />
      ))}
    </div>
  );
}
