import type { Tray as RealTray } from 'electron';
import { emitterOf } from './emitter.ts';
import { record, recorders } from './recorder.ts';

const EVENTS = {
  emitted: '',
  never: `
    click double-click middle-click right-click mouse-enter mouse-leave mouse-move
  `,
};

/** Recorded; a spec that "clicks" it emits `click`. */
export class Tray extends emitterOf('Tray', EVENTS) {
  #destroyed = false;

  constructor(image: unknown) {
    super();
    record('Tray', [image]);
  }

  isDestroyed = (): boolean => this.#destroyed;
  destroy = (): void => void (this.#destroyed = true);
}

Object.assign(
  Tray.prototype,
  recorders('Tray', [
    'popUpContextMenu',
    'setContextMenu',
    'setImage',
    'setPressedImage',
    'setTitle',
    'setToolTip',
  ] satisfies readonly (keyof RealTray)[]),
);
