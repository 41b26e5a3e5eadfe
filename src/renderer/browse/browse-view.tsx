import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { DropZone } from '../intake/drop-zone.tsx';
import { browseMessages } from '../messages/browse.ts';
import { PaneEdge } from '../ui/pane-edge.tsx';
import { useMedia } from '../ui/use-media.ts';
import { useStored } from '../ui/use-stored.ts';
import { BrowseToolbar } from './browse-toolbar.tsx';
import { DetailPane } from './detail-pane.tsx';
import { FacetsPane } from './facets-pane.tsx';
import { IntakeLine } from './intake-line.tsx';
import { ListingLine } from './listing-line.tsx';
import { ListingProblem } from './listing-problem.tsx';
import { NotRead } from './not-read.tsx';
import { NothingFound } from './nothing-found.tsx';
import { TreeHead } from './tree-head.tsx';
import { TreeView } from './tree-view.tsx';

/** Windows in which the detail fits beside the tree. In narrower ones it stands below it. */
const WIDE = '(min-width: 1100px)';

export function BrowseView(): ReactNode {
  const { browse } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  const [facetsWidth, setFacetsWidth] = useStored('facets-width', 196, 150, 320);
  const [detailWidth, setDetailWidth] = useStored('detail-width', 288, 220, 460);
  const isWide = useMedia(WIDE);
  const [showsDetail, setShowsDetail] = useStored('shows-detail', 1, 0, 1);
  const problem = useStore(browse, (state) => state.problem);
  if (browsed === null) return problem === null ? <Loading /> : <NothingRead problem={problem} />;
  return (
    <DropZone takesListing>
      <div className="browse">
        <div className="pane" style={{ width: facetsWidth }}>
          <FacetsPane filter={browsed.filter} facets={browsed.facets} />
        </div>
        <PaneEdge
          name={browseMessages.facetsWidth}
          pane="left"
          width={facetsWidth}
          min={150}
          max={320}
          onResize={setFacetsWidth}
        />
        <div className="middle">
          <BrowseToolbar
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
            <TreeView browsed={browsed} head={<TreeHead browsed={browsed} />} />
          )}
          {showsDetail === 1 && !isWide && (
            <div className="detail-dock">
              <DetailPane browsed={browsed} />
            </div>
          )}
        </div>
        {showsDetail === 1 && isWide && (
          <>
            <PaneEdge
              name={browseMessages.detailWidth}
              pane="right"
              width={detailWidth}
              min={220}
              max={460}
              onResize={setDetailWidth}
            />
            <div className="pane" style={{ width: detailWidth }}>
              <DetailPane browsed={browsed} />
            </div>
          </>
        )}
      </div>
    </DropZone>
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
      <span className="unseen">{browseMessages.loading}</span>
      {Array.from({ length: 14 }, (_, row) => (
        <span key={row} className="ghost" style={{ width: `${28 + ((row * 37) % 30)}%` }} />
      ))}
    </div>
  );
}
