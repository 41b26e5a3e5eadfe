import { type ReactNode, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import { FIELDS } from '#shared/survey/fields.ts';
import { connectMessages } from '../messages/connect.ts';
import { firstMapState, type MapState, SkyCanvas } from '../sky-map/sky-canvas.tsx';
import type { FieldMark, SkyScene } from '../sky-map/sky-scene.ts';

const MARK: FieldMark = {
  tone: 'accent',
  level: 0.25,
  isHatched: false,
  isFaint: false,
  isStrong: false,
};
const SCENE: SkyScene = { marks: FIELDS.map(() => MARK), sources: null };

/** The survey's fields on a map of the whole sky, as the view Sky draws them. */
export function SkyChart(): ReactNode {
  const [map] = useState(() => createStore<MapState>(() => firstMapState()));
  return (
    <figure className="sky-chart">
      <div className="chart-map" role="img" aria-label={connectMessages.sky.name}>
        <SkyCanvas map={map} scene={SCENE} />
      </div>
      <figcaption className="hint">{connectMessages.sky.caption}</figcaption>
    </figure>
  );
}
