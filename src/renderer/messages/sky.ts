import { formatCount } from '#shared/format/quantities.ts';
import type { TickState } from '#shared/catalogue/tree-ticks.ts';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

const TICKED: Readonly<Record<TickState, string>> = {
  none: 'not ticked',
  some: 'partly ticked',
  all: 'ticked',
};

const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Messages of Sky. */
export const skyMessages = {
  map: {
    name: 'Map of the sky',
    hint: 'Arrow keys move the reticle, Enter ticks the field under it, Shift and Enter ticks up to it, plus and minus zoom, 0 shows the whole sky, C gets cutouts, the menu key opens a menu.',
    /** Under the map, for the eye. */
    help: 'Click ticks a field · Shift-click ticks up to it · Shift-drag draws a lasso, with Alt it unticks · Right-click or C gets cutouts',
    nothingHere: 'No field here',
    offSky: 'Off the sky',
    field: (name: string, epochs: number, tick: TickState) =>
      `${name}, ${counted(epochs, 'epoch', 'epochs')}, ${TICKED[tick]}`,
  },
  menu: {
    name: 'At this position',
    cutoutsKey: 'C',
    tick: (field: string) => `Tick or untick ${field}`,
  },
  tools: {
    name: 'Map',
    projection: 'Projection of the whole sky',
    mollweide: 'Mollweide',
    aitoff: 'Aitoff',
    move: 'Move',
    lasso: 'Lasso',
    drag: 'What a drag does',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    whole: 'Whole sky',
    tickFound: (files: number) => `Tick ${counted(files, 'file', 'files')} found`,
    colour: 'Colour by',
    sources: 'Sources',
  },
  colourings: {
    ticked: 'Ticked',
    'on-disk': 'On disk',
    verified: 'Verified',
    epochs: 'Epochs',
    days: 'Last observed',
  },
  legend: {
    name: 'Legend',
    all: 'all',
    some: 'some',
    none: 'none',
    epochs: (count: number) => counted(count, 'epoch', 'epochs'),
    days: (days: number) => (days === 0 ? 'first day' : `after ${formatCount(days)} days`),
    notObserved: 'nothing shown',
  },
  time: {
    epochs: 'Epochs shown',
    epoch: (epoch: string) => `Epoch ${epoch}`,
    slider: 'Observed until',
    play: 'Play',
    pause: 'Pause',
    day: (ms: number) => DAY.format(ms),
    fieldsOn: (fields: number) => counted(fields, 'field', 'fields'),
    reducedMotion: 'Your system asks for less motion. Use the slider.',
  },
  list: {
    name: 'Fields',
    heading: (shown: number, ticked: number) =>
      `${counted(shown, 'field', 'fields')}, ${formatCount(ticked)} ticked`,
    epochs: (epochs: number) => counted(epochs, 'epoch', 'epochs'),
    option: (name: string, position: string, epochs: number, tick: TickState) =>
      `${name}, ${position}, ${counted(epochs, 'epoch', 'epochs')}, ${TICKED[tick]}`,
  },
} as const;
