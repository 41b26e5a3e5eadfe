import type { ReactNode } from 'react';
import type { ViewId } from '#shared/ipc/views.ts';
import { BrowseView } from '../browse/browse-view.tsx';
import { SearchField } from '../browse/search-field.tsx';
import { SelectionBar } from '../browse/selection-bar.tsx';
import { ConnectView } from '../connect/connect-view.tsx';
import { CutoutsView } from '../cutouts/cutouts-view.tsx';
import { DownloadsView } from '../downloads/downloads-view.tsx';
import { QueueFoot } from '../downloads/queue-foot.tsx';
import { LibraryFoot } from './library-foot.tsx';
import { LibraryView } from '../library/library-view.tsx';
import { LookView } from '../look/look-view.tsx';
import { SettingsView } from '../settings/settings-view.tsx';
import { SkyView } from '../sky/sky-view.tsx';
import { SourcesView } from '../sources/sources-view.tsx';
import { TablesView } from '../tables/tables-view.tsx';
import type { IconName } from '../ui/icons.tsx';

/** What the renderer adds to a row of the shared table of views. */
export interface ViewParts {
  readonly icon: IconName;
  readonly Content: () => ReactNode;
  /** In the header; null for a view without a search. */
  readonly Search: (() => ReactNode) | null;
  /** Below the view; null for none. */
  readonly Foot: (() => ReactNode) | null;
}

export const VIEW_PARTS: Readonly<Record<ViewId, ViewParts>> = {
  connect: { icon: 'connect', Content: ConnectView, Search: null, Foot: QueueFoot },
  browse: { icon: 'browse', Content: BrowseView, Search: SearchField, Foot: SelectionBar },
  sky: { icon: 'sky', Content: SkyView, Search: SearchField, Foot: SelectionBar },
  downloads: { icon: 'downloads', Content: DownloadsView, Search: null, Foot: null },
  library: { icon: 'library', Content: LibraryView, Search: null, Foot: LibraryFoot },
  sources: { icon: 'sources', Content: SourcesView, Search: null, Foot: SelectionBar },
  look: { icon: 'look', Content: LookView, Search: null, Foot: QueueFoot },
  cutouts: { icon: 'cutouts', Content: CutoutsView, Search: null, Foot: QueueFoot },
  tables: { icon: 'tables', Content: TablesView, Search: null, Foot: QueueFoot },
  settings: { icon: 'settings', Content: SettingsView, Search: null, Foot: QueueFoot },
};
