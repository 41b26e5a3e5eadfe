import { app } from './app.ts';
import { DISPLAY } from './display.ts';
import { emitterOf } from './emitter.ts';

const EVENTS = {
  emitted: '',
  never: 'display-added display-metrics-changed display-removed',
};

function display(): typeof DISPLAY {
  if (!app.isReady())
    throw new Error("The 'screen' module can't be used before the app 'ready' event");
  return structuredClone(DISPLAY);
}

class Screen extends emitterOf('screen', EVENTS) {
  getPrimaryDisplay = () => display();
  getAllDisplays = () => [display()];
  getDisplayMatching = (_bounds: object) => display();
  getDisplayNearestPoint = (_point: object) => display();
  getCursorScreenPoint = () => ({ x: display().bounds.x, y: 0 });
}

export const screen = new Screen();
