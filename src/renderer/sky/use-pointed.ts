import { useEffect } from 'react';
import { usePointed } from '../app/pointed.ts';
import { type MapStore, showView } from '../sky-map/sky-canvas.tsx';
import { showReticle } from './reticle.ts';

/** A field fills the map. */
const ZOOM = 12;

/** Shows the position that another view has asked for, in the middle, with the reticle on it. */
export function usePointedOn(map: MapStore): void {
  const position = usePointed(({ sky }) => sky);
  useEffect(() => {
    if (position === null) return;
    showView(map, { ...map.getState().view, ...position, zoom: ZOOM });
    showReticle(map, position);
    usePointed.setState({ sky: null });
  }, [map, position]);
}
