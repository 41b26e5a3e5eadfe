import type { CutoutCell, CutoutsPlan } from '#shared/ipc/contract.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumberOf,
} from '#shared/format/quantities.ts';

const PRODUCTS = { image: 'Image', rms: 'RMS', background: 'Background' } as const;

/** `22 cutouts · 22 calls · 96 MB in place of 16 GB · not hash-checked`. */
function cost(plan: CutoutsPlan): string {
  const { cutouts, kept, calls, bytes, wholeBytes, isExact, imagesOnDisk } = plan;
  const about = isExact ? '' : 'about ';
  return [
    formatNumberOf(cutouts, 'cutout'),
    ...(kept === 0 ? [] : [`${formatCount(kept)} there already`]),
    ...(imagesOnDisk === 0 ? [] : [`${formatNumberOf(imagesOnDisk, 'image')} on this disk`]),
    `${about}${formatNumberOf(calls, 'call')}`,
    ...(bytes === 0
      ? []
      : [
          `${about}${formatBytes(bytes)}${bytes < wholeBytes ? ` in place of ${formatBytes(wholeBytes)}` : ''}`,
        ]),
    'not hash-checked',
  ].join(' · ');
}

/** Messages of the view Cutouts, and of the sheet that asks for them. */
export const cutoutsMessages = {
  get: 'Get cutouts…',
  ofField: (field: string) => `Cutouts of the middle of ${field}`,
  sheet: {
    title: 'Get cutouts',
    of: (name: string, sources: number) => `${formatNumberOf(sources, 'source')} of ${name}`,
    size: 'Size',
    sizes: { arcmin: (side: number) => `${side}′`, deg: (side: number) => `${side}°` },
    products: 'Products',
    product: PRODUCTS,
    stokes: 'Stokes',
    region: 'Combined or tiles',
    combined: 'Combined',
    tiles: 'Tiles',
    epochs: 'Epochs',
    planning: 'Working out the cost…',
    cost,
    nothing: 'No image in the list of files sees these sources in these epochs.',
    unseen: (count: number, names: readonly string[]) =>
      `The survey does not see ${names.join(', ')}${count > names.length ? ` and ${formatCount(count - names.length)} others` : ''} in these epochs.`,
    unlisted: (images: number) =>
      `${formatNumberOf(images, 'image')} not in the list of files, left out.`,
    connect: (images: number) =>
      `Connect to get cutouts: ${formatNumberOf(images, 'image')} ${images === 1 ? 'is' : 'are'} not on this disk.`,
    noSpace: (needed: number, free: number) =>
      `These cutouts need ${formatBytes(needed)}, but only ${formatBytes(free)} are free there.`,
    folder: (folder: string) => `They go to ${folder}.`,
    tooMany: (most: number) =>
      `These are more than ${formatCount(most)} sources. Select fewer, or use vast-pilot cutout.`,
    confirm: (cutouts: number) => `Get ${formatNumberOf(cutouts, 'cutout')}`,
  },
  none: {
    title: 'Only the pixels you need',
    text: 'Open a list in Sources and choose “Get cutouts”: small images around your sources in every epoch, without the gigabytes around them.',
    show: 'Show Sources',
  },
  progress: 'Cutouts',
  running: (done: number, images: number, bytes: number) =>
    `${formatCount(done)} of ${formatNumberOf(images, 'image')}, ${formatBytes(bytes)}`,
  waiting: (seconds: number) =>
    `Waiting for Dropbox: ${formatDuration(Math.max(0, Math.ceil(seconds)))} left`,
  ended: (cutouts: number, calls: number, bytes: number) =>
    `${formatNumberOf(cutouts, 'cutout')}, ${formatNumberOf(calls, 'call')}, ${formatBytes(bytes)}; not hash-checked.`,
  notFetched: (stopped: number) => `${formatNumberOf(stopped, 'cutout')} not fetched yet.`,
  stop: 'Stop',
  resume: 'Continue',
  connect: 'Connect',
  showFolder: 'Show folder',
  copyPath: 'Copy path',
  copied: 'Path copied.',
  sources: 'Sources of these cutouts',
  wall: (name: string) => `Cutouts of ${name}`,
  stretch: 'Stretch',
  stretches: { linear: 'Linear', sqrt: 'Square root', asinh: 'asinh', log: 'Log' },
  colours: 'Colours',
  maps: { grey: 'Grey', viridis: 'Viridis', inferno: 'Inferno' },
  stokes: (stokes: string) => `Stokes ${stokes}`,
  row: ({ stokes, product }: Pick<CutoutCell, 'stokes' | 'product'>) =>
    product === 'image' ? `Stokes ${stokes}` : `Stokes ${stokes}, ${PRODUCTS[product]}`,
  epoch: (epoch: string) => `Epoch ${epoch}`,
  tile: (sbid: number) => `SB${sbid}`,
  noDate: 'Date unknown',
  limits: (low: string, high: string) => `${low} to ${high}`,
  scale: {
    name: (row: string, low: string, high: string, unit: string) =>
      `Colours of ${row} from ${low} to ${high} ${unit}`,
    low: (row: string, unit: string) => `${row}: lower limit, ${unit}`,
    high: (row: string, unit: string) => `${row}: upper limit, ${unit}`,
    found: '99.5 %',
    reset: 'Back to 99.5 %',
  },
  north: 'N',
  east: 'E',
  peak: (peak: string) => `peak ${peak}`,
  stamp: (row: string, column: string, peak: string) => `${row}, ${column}: peak ${peak}`,
  sheetTitle: (source: string, run: string) => (source === run ? source : `${source} (${run})`),
  savePng: 'Save as PNG',
  saved: (file: string) => `Saved ${file}.`,
  tooWide: (most: number) =>
    `A sheet holds ${formatCount(most)} observations. Get cutouts of fewer epochs.`,
  notDrawn: 'This browser could not draw the sheet. Get cutouts of fewer epochs.',
  zoom: {
    name: 'Enlarged cutout',
    hint: 'Left and right: epochs. Up and down: rows. Space: blink. Escape: all cutouts.',
    /** `Stokes I, Epoch 7, VAST_0918+00A, 2020-01-11 (3 of 11)`. */
    caption: (row: string, field: string, where: string, place: number, all: number) =>
      `${row}, ${where}, ${field} (${formatCount(place)} of ${formatCount(all)})`,
    blink: 'Blink',
    stop: 'Stop blinking',
    reducedMotion: 'Your system asks for less motion. Use the arrow keys.',
    previous: 'Previous epoch',
    next: 'Next epoch',
    all: 'All cutouts',
  },
  unlisted: (epochs: readonly string[]) =>
    `Not in the list of files: ${epochs.length === 1 ? 'epoch' : 'epochs'} ${epochs.join(', ')}.`,
  why: {
    'not-covered': 'Not covered',
    'all-nan': 'No value here (all NaN)',
    'not-there': 'Not in the shared folder',
    'not-listed': 'Not in the list of files',
    failed: 'Failed',
    stopped: 'Not fetched yet',
    waiting: 'Waiting',
    none: 'No such image',
  },
} as const;
