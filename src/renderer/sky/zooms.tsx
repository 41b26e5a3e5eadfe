import type { ReactNode } from 'react';
import { skyMessages } from '../messages/sky.ts';
import { showView, WHOLE_SKY } from '../sky-map/sky-canvas.tsx';
import { zoomBy } from './reticle.ts';
import { skyMap } from './sky-store.ts';

const ZOOM = 1.6;

/** Buttons on the map that do what the wheel does. */
export function Zooms(): ReactNode {
  const { tools } = skyMessages;
  return (
    <div className="segments zooms">
      <button type="button" aria-label={tools.zoomOut} onClick={() => zoomBy(skyMap, 1 / ZOOM)}>
        −
      </button>
      <button type="button" aria-label={tools.zoomIn} onClick={() => zoomBy(skyMap, ZOOM)}>
        +
      </button>
      <button
        type="button"
        onClick={() => showView(skyMap, { ...WHOLE_SKY, allSky: skyMap.getState().view.allSky })}
      >
        {tools.whole}
      </button>
    </div>
  );
}
