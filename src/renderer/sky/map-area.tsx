import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { SkyPosition } from '#shared/sky/position.ts';
import { type Field, FIELDS } from '#shared/survey/fields.ts';
import { askForCutouts } from '../cutout-sheet/cutout-sheet-store.ts';
import { positionSubject } from '../cutout-sheet/sky-subjects.ts';
import { skyMessages } from '../messages/sky.ts';
import { fieldAt } from '../sky-map/footprints.ts';
import { SkyCanvas } from '../sky-map/sky-canvas.tsx';
import type { SkyScene } from '../sky-map/sky-scene.ts';
import type { FieldFacts } from './field-facts.ts';
import { Legend } from './legend.tsx';
import { PlaceMenu } from './place-menu.tsx';
import { positionWords } from './position-words.ts';
import { followKey, reticleOf, showReticle } from './reticle.ts';
import { skyMap, useSky } from './sky-store.ts';
import { tickStateOfField } from './tick-state.ts';
import { useSkyInput } from './use-sky-input.ts';
import { Zooms } from './zooms.tsx';

interface MapAreaProps {
  readonly scene: SkyScene;
  readonly facts: readonly FieldFacts[];
  readonly onPick: (field: Field, isRange: boolean) => void;
  readonly onEnclose: (fields: readonly Field[], on: boolean) => void;
}

type Cursor = StoreApi<{ readonly at: SkyPosition | null }>;

/** The map with its pointer and keys, the position under them, and the legend. */
export function MapArea({ scene, facts, onPick, onEnclose }: MapAreaProps): ReactNode {
  const area = useRef<HTMLDivElement>(null);
  const [cursor] = useState<Cursor>(() => createStore(() => ({ at: null })));
  const [said, setSaid] = useState('');
  const actions = useMemo(
    () => ({
      drawsLasso: () => useSky.getState().drawsLasso,
      hover: (at: SkyPosition | null) => cursor.setState({ at }),
      pick: onPick,
      enclose: onEnclose,
    }),
    [cursor, onPick, onEnclose],
  );
  useSkyInput(area, skyMap, actions);
  const drawsLasso = useSky((state) => state.drawsLasso);

  const sayReticle = (): void => {
    const at = reticleOf(skyMap);
    cursor.setState({ at });
    const field = fieldAt(at);
    setSaid(`${positionWords(at)} · ${wordsOf(field, facts)}`);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      const field = fieldAt(reticleOf(skyMap));
      if (field !== null) onPick(field, event.shiftKey);
    } else if (event.key === 'c') {
      askForCutouts(positionSubject(cursor.getState().at ?? reticleOf(skyMap)));
      event.preventDefault();
      return;
    } else if (!followKey(skyMap, event.key, event.shiftKey)) return;
    event.preventDefault();
    sayReticle();
  };
  return (
    <div className="map-area">
      <PlaceMenu area={area} onPick={onPick}>
        <div
          ref={area}
          className="map"
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes keys.
          tabIndex={0}
          aria-label={skyMessages.map.name}
          aria-description={skyMessages.map.hint}
          data-lasso={drawsLasso || undefined}
          onFocus={({ currentTarget }) => {
            if (currentTarget.matches(':focus-visible')) showReticle(skyMap, reticleOf(skyMap));
          }}
          onKeyDown={onKeyDown}
        >
          <SkyCanvas map={skyMap} scene={scene} />
        </div>
      </PlaceMenu>
      <p className="unseen" role="status">
        {said}
      </p>
      <Readout cursor={cursor} facts={facts} />
      <Legend />
      <Zooms />
    </div>
  );
}

function Readout({
  cursor,
  facts,
}: {
  readonly cursor: Cursor;
  readonly facts: readonly FieldFacts[];
}): ReactNode {
  const at = useStore(cursor, (state) => state.at);
  const field = at && fieldAt(at);
  return (
    <p className="readout">
      {at === null ? (
        <span className="muted help">{skyMessages.map.help}</span>
      ) : (
        <>
          <span className="mono">{positionWords(at)}</span>
          <span className={field === null ? 'muted' : undefined}>{wordsOf(field, facts)}</span>
        </>
      )}
    </p>
  );
}

function wordsOf(field: Field | null, facts: readonly FieldFacts[]): string {
  const known = field === null ? undefined : facts[FIELDS.indexOf(field)];
  if (field === null || known === undefined) return skyMessages.map.nothingHere;
  return skyMessages.map.field(field.name, known.epochs.length, tickStateOfField(known));
}
