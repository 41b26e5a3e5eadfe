import type { ReactNode } from 'react';
import { lookMessages } from '../messages/look.ts';

/** Buttons on the image that do what keys do. @param press takes a key */
export function Zooms({ press }: { readonly press: (key: string) => void }): ReactNode {
  const { tools } = lookMessages;
  return (
    <div className="segments zooms">
      <button type="button" aria-label={tools.zoomOut} onClick={() => press('-')}>
        −
      </button>
      <button type="button" aria-label={tools.zoomIn} onClick={() => press('+')}>
        +
      </button>
      <button type="button" onClick={() => press('0')}>
        {tools.fit}
      </button>
      <button type="button" onClick={() => press('1')}>
        {tools.pixels}
      </button>
    </div>
  );
}
