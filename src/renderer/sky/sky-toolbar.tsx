import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../app/use-app.ts';
import { skyMessages } from '../messages/sky.ts';
import { showView } from '../sky-map/sky-canvas.tsx';
import { showList, useSourceLists } from '../source-lists/source-lists.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { tickAllOnView } from '../ticks/tick-files.ts';
import { COLOURINGS } from './mark-fields.ts';
import { skyMap, useSky } from './sky-store.ts';

/** How the map is drawn, and what a drag does. */
export function SkyToolbar({ browsed }: { readonly browsed: Browsed | null }): ReactNode {
  const { browseWith } = useApp();
  const allSky = useStore(skyMap, ({ view }) => view.allSky);
  const { colouring, drawsLasso } = useSky();
  const { tools } = skyMessages;
  const isSearching = browsed !== null && browsed.query.trim() !== '';
  return (
    <div className="toolbar sky-tools" role="toolbar" aria-label={tools.name}>
      <span className="what">{tools.colour}</span>
      <ToggleGroup
        className="segments"
        aria-label={tools.colour}
        value={[colouring]}
        onValueChange={([next]) => next !== undefined && useSky.setState({ colouring: next })}
      >
        {COLOURINGS.map((each) => (
          <Toggle key={each} value={each}>
            {skyMessages.colourings[each]}
          </Toggle>
        ))}
      </ToggleGroup>
      <SourcesChoice />
      {isSearching && (
        <button
          type="button"
          className="button small"
          disabled={browsed.shown.files === 0}
          onClick={() => browseWith((now) => tickAllOnView(now, true))}
        >
          {tools.tickFound(browsed.shown.files)}
        </button>
      )}
      <span className="gap" />
      <ToggleGroup
        className="segments"
        aria-label={tools.drag}
        value={[drawsLasso ? 'lasso' : 'move']}
        onValueChange={([next]) =>
          next !== undefined && useSky.setState({ drawsLasso: next === 'lasso' })
        }
      >
        <Toggle value="move">{tools.move}</Toggle>
        <Toggle value="lasso">{tools.lasso}</Toggle>
      </ToggleGroup>
      <ToggleGroup
        className="segments"
        aria-label={tools.projection}
        value={[allSky]}
        onValueChange={([next]) =>
          next !== undefined && showView(skyMap, { ...skyMap.getState().view, allSky: next })
        }
      >
        <Toggle value="mollweide">{tools.mollweide}</Toggle>
        <Toggle value="aitoff">{tools.aitoff}</Toggle>
      </ToggleGroup>
    </div>
  );
}

/** Which list of sources is drawn; nothing as long as there is none. */
function SourcesChoice(): ReactNode {
  const { lists, shownId } = useSourceLists();
  if (lists.length === 0) return null;
  return (
    <select
      className="input sources-choice"
      aria-label={skyMessages.tools.sources}
      value={shownId ?? ''}
      onChange={({ target }) => showList(target.value)}
    >
      {lists.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
