import { type ReactNode, useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Field } from '#shared/survey/fields.ts';
import { useApp } from '../app/use-app.ts';
import { useFileStates } from '../app/use-file-states.ts';
import { DropZone } from '../intake/drop-zone.tsx';
import { EpochBar } from './epoch-bar.tsx';
import { factsOfFields } from './field-facts.ts';
import { FieldList } from './field-list.tsx';
import { markOf } from './mark-fields.ts';
import { MapArea } from './map-area.tsx';
import { showReticle } from './reticle.ts';
import { SkyToolbar } from './sky-toolbar.tsx';
import { skyMap, useSky } from './sky-store.ts';
import { fieldsBetween, tickFields, toggleField } from './tick-fields.ts';
import { usePointedOn } from './use-pointed.ts';
import { useSkySources } from './use-sky-sources.ts';

/** The survey on the sky. A tick here is a tick in Browse. */
export function SkyView(): ReactNode {
  const { browse, browseWith } = useApp();
  const browsed = useStore(browse, (state) => state.browsed);
  const { colouring, hiddenEpochs, lastDay } = useSky();
  const sources = useSkySources();
  usePointedOn(skyMap);
  const states = useFileStates(browsed);
  const facts = useMemo(
    () => (browsed === null ? [] : factsOfFields(browsed, { hiddenEpochs, lastDay }, states)),
    [browsed, hiddenEpochs, lastDay, states],
  );
  const scene = useMemo(
    () => ({ marks: facts.map((each) => markOf(each, colouring)), sources }),
    [facts, colouring, sources],
  );
  const pick = useCallback(
    (field: Field, isRange: boolean) => {
      const { anchor, ...shown } = useSky.getState();
      browseWith((now) =>
        isRange && anchor !== null
          ? tickFields(now, shown, fieldsBetween(anchor, field), true)
          : toggleField(now, shown, field),
      );
      useSky.setState({ anchor: field });
    },
    [browseWith],
  );
  const enclose = useCallback(
    (fields: readonly Field[], on: boolean) =>
      browseWith((now) => tickFields(now, useSky.getState(), fields, on)),
    [browseWith],
  );
  return (
    <DropZone>
      <div className="sky">
        <div className="sky-main">
          <SkyToolbar browsed={browsed} />
          <MapArea scene={scene} facts={facts} onPick={pick} onEnclose={enclose} />
          <EpochBar facts={facts} />
        </div>
        <FieldList facts={facts} onPick={pick} onShow={(field) => showReticle(skyMap, field)} />
      </div>
    </DropZone>
  );
}
