import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';

/** `3 sources`, `the 3 selected sources`. */
const ofThem = (sources: number, isSelected: boolean): string =>
  isSelected
    ? `${formatCount(sources)} selected`
    : sources === 1
      ? 'its source'
      : `all ${formatCount(sources)}`;

/** Messages of the view Sources. */
export const sourcesMessages = {
  lists: 'Lists of sources',
  sources: (count: number) => formatNumberOf(count, 'source'),
  listAbout: (sources: number, fields: number) =>
    `${formatNumberOf(sources, 'source')}, ${formatNumberOf(fields, 'field')}`,
  reading: (name: string) => `Reading ${name}…`,
  openTable: 'Open table…',
  pastePositions: 'Paste positions…',
  position: {
    label: 'Find one position',
    placeholder: '12 34 56.7 -01 02 03',
    confirm: 'Find',
  },
  paste: {
    title: 'Paste positions',
    hint: 'One source a line, with or without a name: right ascension and declination in degrees or sexagesimal. Names alone are not enough: this program asks neither Simbad nor NED. Copy the coordinates from there.',
    name: 'Positions',
    placeholder: 'PSR J2129-0429  322.4378 -4.4849\n21 29 45.06 -04 29 06.8',
    confirm: 'Find fields',
    listName: 'Pasted positions',
  },
  none: {
    title: 'Which fields and epochs saw your sources?',
    text: 'Drop a table of positions anywhere in this window: CSV, VOTable, FITS, the catalogue of a paper. Its columns, units and frame are recognised, and nothing leaves this computer.',
  },
  summary: (observed: number, fields: number, pairs: number) =>
    observed === 0
      ? 'The survey observed none of them.'
      : `${formatCount(observed)} observed, in ${formatNumberOf(fields, 'field')} and ${formatNumberOf(pairs, 'pair')} of field and epoch.`,
  howRead: 'How it was read',
  raUnit: 'Right ascensions',
  frame: 'Frame',
  byTable: 'As the table has it',
  degrees: 'Degrees',
  hours: 'Hours',
  galactic: 'Galactic',
  rename: 'Rename…',
  renameTitle: 'Rename the list',
  nameLabel: 'Name',
  renameConfirm: 'Rename',
  remove: 'Remove',
  removed: (name: string) => `${name} removed from Sources.`,
  filters: 'Show',
  all: 'All',
  observed: 'Observed',
  outside: 'Outside',
  notRead: 'Not read',
  find: {
    label: 'Name or field',
    pending: 'Searching and sorting…',
    found: (sources: number) => `${formatCount(sources)} found`,
  },
  head: {
    table: 'Sources and their observations',
    select: 'Selected',
    name: 'Name',
    ra: 'RA',
    dec: 'Dec',
    field: 'Field',
    epochs: 'Epochs',
    sbids: 'SBIDs',
    dates: 'Dates (UTC)',
    separation: 'Nearest beam',
    onDisk: 'On disk',
    epoch: 'Epoch',
    sbid: 'SBID',
    start: 'Start (UTC)',
    sortBy: (column: string) => `Sort by ${column}`,
    sortNoMore: 'Back to the order of the table',
  },
  row: (name: string, field: string, epochs: string) =>
    field === '' ? name : `${name}, ${field}, ${epochs}`,
  nearest: (field: string, separationDeg: number) =>
    `Outside: nearest is ${field}, ${separationDeg.toFixed(2)}° from a beam`,
  unobserved: 'In a field that no epoch observed',
  fieldAndOthers: (field: string, others: number) => `${field} +${others}`,
  degreesAway: (separationDeg: number) => `${separationDeg.toFixed(2)}°`,
  onDisk: (onDisk: number, files: number) => `${formatCount(onDisk)} of ${formatCount(files)}`,
  notReadTable: 'Rows that could not be read',
  where: 'Where',
  why: 'Why it was left out',
  moreNotRead: (rows: number) => `${formatNumberOf(rows, 'more row')} could not be read.`,
  unnamed: (row: number) => `Source ${row}`,
  observationsOf: (name: string) => `Observations of ${name}`,
  noObservation: 'No observation of the survey has this source.',
  tick: {
    name: 'Tick files of these sources',
    kinds: 'Products',
    stokes: 'Stokes',
    region: 'Combined or tiles',
    combined: 'Combined',
    tiles: 'Tiles',
    files: (files: number, withSize: string) => (files === 0 ? 'No such file listed' : withSize),
    confirm: (sources: number, isSelected: boolean) => `Tick for ${ofThem(sources, isSelected)}`,
    done: (files: number, more: number) =>
      more === 0
        ? `All ${formatNumberOf(files, 'file')} were ticked already.`
        : `${formatNumberOf(more, 'file')} ticked.`,
    show: 'Show in Browse',
    clear: 'Select none',
  },
  save: {
    button: 'Save table…',
    title: 'Save the table of fields',
    hint: (sources: number, isSelected: boolean) =>
      `Of ${ofThem(sources, isSelected)}. Both tables can be given to --find-fields-input, of this program and of vast-tools.`,
    format: 'Format',
    vastTools: 'vast-tools 3.x: every field, epoch, SBID and date',
    fieldName: 'vast-tools 1.x: the nearest field in one epoch',
    epoch: 'Epoch',
    confirm: 'Save',
    empty: 'The survey observed none of these sources, so the table would be empty.',
  },
} as const;
