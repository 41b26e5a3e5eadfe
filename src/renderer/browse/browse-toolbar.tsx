import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { type ReactNode, useState } from 'react';
import { useApp } from '../app/use-app.ts';
import { PasteDialog } from '../intake/paste-dialog.tsx';
import { takeChosenFile } from '../intake/take-input.ts';
import { browseMessages } from '../messages/browse.ts';
import type { Browsed, TreeGrouping } from '../ticks/browsed.ts';
import { withGrouping } from '../ticks/change-browsed.ts';
import { withAllOpen } from '../ticks/open-nodes.ts';
import { Icon } from '../ui/icons.tsx';

const GROUPINGS: readonly { readonly grouping: TreeGrouping; readonly name: string }[] = [
  { grouping: 'epoch-field-product', name: browseMessages.toolbar.epochFirst },
  { grouping: 'field-epoch-product', name: browseMessages.toolbar.fieldFirst },
  { grouping: 'folders', name: browseMessages.toolbar.folders },
];

/** The grouping of the tree, and the commands above it. */
export function BrowseToolbar({
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
        aria-label={browseMessages.toolbar.grouping}
        value={[browsed.grouping]}
        onValueChange={([grouping]) =>
          grouping !== undefined && app.browseWith((now) => withGrouping(now, grouping))
        }
      >
        {GROUPINGS.map(({ grouping, name }) => (
          <Toggle key={grouping} value={grouping}>
            {name}
          </Toggle>
        ))}
      </ToggleGroup>
      <span className="gap" />
      <button
        type="button"
        className="button quiet small optional"
        aria-label={browseMessages.toolbar.openAll}
        title={browseMessages.toolbar.openAll}
        onClick={() => app.browseWith((now) => withAllOpen(now, true))}
      >
        <Icon name="unfold" />
        <span>{browseMessages.toolbar.openAll}</span>
      </button>
      <button
        type="button"
        className="button quiet small optional"
        aria-label={browseMessages.toolbar.closeAll}
        title={browseMessages.toolbar.closeAll}
        onClick={() => app.browseWith((now) => withAllOpen(now, false))}
      >
        <Icon name="fold" />
        <span>{browseMessages.toolbar.closeAll}</span>
      </button>
      <button type="button" className="button quiet small" onClick={() => setPasting(true)}>
        {browseMessages.toolbar.pasteFields}
      </button>
      <button
        type="button"
        className="button quiet small"
        title={browseMessages.toolbar.openListHint}
        onClick={() => void takeChosenFile(app)}
      >
        {browseMessages.toolbar.openList}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={browseMessages.toolbar.detail}
        aria-pressed={showsDetail}
        title={showsDetail ? browseMessages.toolbar.hideDetail : browseMessages.toolbar.showDetail}
        onClick={() => onShowDetail(!showsDetail)}
      >
        <Icon name="panel" />
      </button>
      <PasteDialog isOpen={isPasting} onClose={() => setPasting(false)} />
    </div>
  );
}
