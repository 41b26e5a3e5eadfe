import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';

/** Messages of the view Tables. */
export const tablesMessages = {
  empty: {
    title: 'Catalogues on this disk',
    hint: 'Choose one to see its rows.',
    none: 'No catalogue of components or islands is on this disk. Tick some in Browse, and download them.',
    filter: 'File or folder',
    list: 'Catalogues',
    more: (files: number) => `${formatNumberOf(files, 'more catalogue')}: filter by name.`,
  },
  reading: (file: string) => `Reading ${file}…`,
  failed: 'The catalogue could not be read.',
  again: 'Read again',
  others: 'Other catalogues',
  rows: (shown: number, all: number) =>
    shown === all
      ? formatNumberOf(all, 'row')
      : `${formatCount(shown)} of ${formatNumberOf(all, 'row')}`,
  filter: {
    label: 'Filter rows',
    placeholder: 'flux_peak > 5, island_id contains 12',
  },
  columns: {
    button: (shown: number, all: number) => `Columns ${shown}/${all}`,
    title: 'Columns',
    all: 'All',
    few: 'The usual ones',
  },
  table: (file: string) => `Rows of ${file}`,
  sortBy: (column: string) => `Sort by ${column}`,
  copy: 'Copy',
  copyHint: 'Copy the selected rows, or all that are shown, for a spreadsheet',
  copied: (rows: number) => `${formatNumberOf(rows, 'row')} copied.`,
  saveVotable: 'Save VOTable',
  saveCsv: 'Save CSV',
  sky: 'Show on Sky',
  look: 'Show in image',
  noImage: 'Download the image of this catalogue to see it here.',
  chart: 'Chart',
  charts: { none: 'None', histogram: 'Histogram', scatter: 'Scatter' },
  x: 'Across',
  y: 'Up',
  logarithmic: 'Logarithmic',
  savePng: 'Save PNG',
  notDrawn: 'The picture could not be drawn. Make the window smaller, and save again.',
  count: 'Rows',
  histogramOf: (column: string) => `Histogram of ${column}`,
  scatterOf: (y: string, x: string) => `${y} against ${x}`,
  leftOut: (rows: number) =>
    rows === 0 ? '' : `${formatNumberOf(rows, 'row')} without a value, left out.`,
  nothingToDraw: 'No row has a value to draw.',
} as const;
