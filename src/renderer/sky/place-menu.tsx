import { ContextMenu } from '@base-ui/react/context-menu';
import { type ReactElement, type ReactNode, type RefObject, useRef, useState } from 'react';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { Field } from '#shared/survey/fields.ts';
import { askForCutouts } from '../cutout-sheet/cutout-sheet-store.ts';
import { positionSubject } from '../cutout-sheet/sky-subjects.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { skyMessages } from '../messages/sky.ts';
import { fieldAt } from '../sky-map/footprints.ts';
import { positionAt } from '../sky-map/sky-projector.ts';
import { positionWords } from './position-words.ts';
import { reticleOf, showReticle } from './reticle.ts';
import { skyMap } from './sky-store.ts';

interface PlaceMenuProps {
  readonly area: RefObject<HTMLElement | null>;
  readonly onPick: (field: Field, isRange: boolean) => void;
  /** The map, which opens the menu by a right click, a long press or the key for menus. */
  readonly children: ReactElement;
}

/** What can be done at a position of the map. */
export function PlaceMenu({ area, onPick, children }: PlaceMenuProps): ReactNode {
  const [at, setAt] = useState<SkyPosition | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const field = at && fieldAt(at);
  return (
    <>
      <ContextMenu.Root
        onOpenChange={(isOpen, { event, cancel }) => {
          if (!isOpen) return;
          const next = positionOf(event, area.current!);
          if (next === null) cancel();
          else {
            setAt(next);
            showReticle(skyMap, next);
          }
        }}
      >
        <ContextMenu.Trigger render={children} />
        <ContextMenu.Portal container={place}>
          <ContextMenu.Positioner>
            <ContextMenu.Popup className="popup menu" aria-label={skyMessages.menu.name}>
              {at !== null && (
                <>
                  <p className="hint menu-item mono">{positionWords(at)}</p>
                  <ContextMenu.Item
                    className="menu-item"
                    onClick={() => askForCutouts(positionSubject(at))}
                  >
                    {cutoutsMessages.get}{' '}
                    <span className="muted">{skyMessages.menu.cutoutsKey}</span>
                  </ContextMenu.Item>
                </>
              )}
              {field !== null && (
                <ContextMenu.Item className="menu-item" onClick={() => onPick(field, false)}>
                  {skyMessages.menu.tick(field.name)}
                </ContextMenu.Item>
              )}
            </ContextMenu.Popup>
          </ContextMenu.Positioner>
        </ContextMenu.Portal>
      </ContextMenu.Root>
      <div ref={place} className="menu-place" />
    </>
  );
}

/** Under the pointer or the finger; of a key, that of the reticle. Null off the sky. */
function positionOf(event: Event, area: HTMLElement): SkyPosition | null {
  const { frame } = skyMap.getState();
  if (event instanceof PointerEvent && event.pointerType === '') return reticleOf(skyMap);
  const point = 'touches' in event ? (event as TouchEvent).touches[0] : (event as MouseEvent);
  if (frame === null || point === undefined) return null;
  const { left, top } = area.getBoundingClientRect();
  return positionAt(frame, { x: point.clientX - left, y: point.clientY - top });
}
