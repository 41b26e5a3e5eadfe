import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { COLOUR_MAPS, type ColourMapName } from '#shared/image/colour-maps.ts';
import { STRETCHES } from '#shared/image/stretch.ts';
import { useLooked } from '../app/looked.ts';
import { lookMessages } from '../messages/look.ts';
import { Elided } from '../ui/elided.tsx';
import { Icon } from '../ui/icons.tsx';
import { fileOf } from './images-on-disk.ts';
import { LimitsChoiceInput } from './limits-input.tsx';
import { useLook } from './look-store.ts';
import { useCatalogueOf } from './use-components.ts';

const SWITCHES = [
  ['grid', 'showsGrid'],
  ['sources', 'showsSources'],
  ['components', 'showsComponents'],
  ['header', 'showsHeader'],
] as const;

/** How the image is coloured, and what is drawn over it. */
export function LookToolbar({
  path,
  ownMap,
}: {
  readonly path: string;
  /** Of the image, where the user chose none. */
  readonly ownMap: ColourMapName;
}): ReactNode {
  const look = useLook();
  const hasCatalogue = useCatalogueOf(path) !== null;
  const { tools } = lookMessages;
  return (
    <div className="toolbar look-tools" role="toolbar" aria-label={tools.name}>
      <span className="file mono">
        <Elided text={fileOf(path)} />
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={tools.other}
        title={tools.other}
        onClick={() => useLooked.setState({ path: null, other: null })}
      >
        <Icon name="folder" size={14} />
      </button>
      <LimitsChoiceInput />
      <ToggleGroup
        className="segments"
        aria-label={tools.stretch}
        value={[look.stretch]}
        onValueChange={([next]) => next !== undefined && useLook.setState({ stretch: next })}
      >
        {STRETCHES.map((each) => (
          <Toggle key={each} value={each}>
            {tools.stretches[each]}
          </Toggle>
        ))}
      </ToggleGroup>
      <select
        className="input maps"
        aria-label={tools.map}
        value={look.map ?? ''}
        onChange={({ target }) =>
          useLook.setState({ map: COLOUR_MAPS.find((each) => each === target.value) ?? null })
        }
      >
        <option value="">{tools.ownMap(tools.maps[ownMap])}</option>
        {COLOUR_MAPS.map((each) => (
          <option key={each} value={each}>
            {tools.maps[each]}
          </option>
        ))}
      </select>
      <label className="check">
        <input
          type="checkbox"
          checked={look.isInverted}
          onChange={({ target }) => useLook.setState({ isInverted: target.checked })}
        />
        <span>{tools.inverted}</span>
      </label>
      <span className="gap" />
      {SWITCHES.map(([name, member]) => (
        <button
          key={name}
          type="button"
          className="button quiet small"
          aria-pressed={look[member]}
          disabled={name === 'components' && !hasCatalogue}
          title={name === 'components' && !hasCatalogue ? tools.noComponents : undefined}
          onClick={() => useLook.setState({ [member]: !look[member] })}
        >
          {tools[name]}
        </button>
      ))}
    </div>
  );
}
