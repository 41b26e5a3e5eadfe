import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const DAY_AND_CLOCK = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The numbers of files in a cell, a row, a column or the whole matrix. */
interface Counts {
  readonly files: number;
  readonly ticked: number;
  readonly queued: number;
  readonly onDisk: number;
  readonly verified: number;
  readonly damaged: number;
}

/** `12 on disk, 3 verified, 1 damaged`: the states that have files. */
function states({ ticked, queued, onDisk, verified, damaged }: Counts): readonly string[] {
  return [
    ...(onDisk > 0 ? [`${formatCount(onDisk)} on disk`] : []),
    ...(verified > 0 ? [`${formatCount(verified)} verified`] : []),
    ...(damaged > 0 ? [`${formatCount(damaged)} damaged`] : []),
    ...(queued > 0 ? [`${formatCount(queued)} queued`] : []),
    ...(ticked > 0 ? [`${formatCount(ticked)} ticked`] : []),
  ];
}

/** Messages of the coverage: the matrix of fields and epochs in Library. */
export const coverageMessages = {
  name: 'Coverage',
  grid: 'Files by field and epoch',
  loading: 'Reading the listing',
  nothing: 'No file to count',
  nothingHint: 'Reset the filters or the search of Browse to count all files.',
  nothingOfList: 'No file on view is of a field that sees these sources. Choose all fields.',
  order: {
    name: 'Sort fields by',
    ra: 'RA',
    dec: 'Dec',
    epochs: 'Epochs',
    missing: 'Missing',
  },
  splitKinds: 'Split by product',
  fields: 'Fields to show',
  allFields: 'All fields',
  fieldsOfList: (list: string) => `Fields of ${list}`,
  hidden: (shown: number, all: number) =>
    `Browse’s filters leave ${formatCount(shown)} of ${formatCount(all)} files; only these count.`,
  resetFilters: 'Reset filters',
  /** The output folder follows. */
  summary: (counts: Counts, fields: number, epochs: number) =>
    `${formatNumberOf(counts.files, 'file')} of ${formatNumberOf(fields, 'field')} in ${formatNumberOf(epochs, 'epoch')}, ${formatCount(counts.onDisk)} on disk in `,
  legend: {
    name: 'Marks',
    listed: 'Listed',
    waiting: 'Queued',
    partly: 'Partly on disk',
    onDisk: 'On disk',
    verified: 'Verified',
    damaged: 'Damaged',
    ticked: 'Ticked',
    someTicked: 'Partly ticked',
  },
  column: {
    field: 'Field',
    epoch: (epoch: string) => `Epoch ${epoch}`,
    all: 'All',
    allEpochs: 'all epochs',
    allFields: 'All fields',
  },
  wholeEpoch: 'Whole epoch',
  fieldsOf: (fields: number) => formatNumberOf(fields, 'field'),
  epochsOf: (epochs: number) => formatNumberOf(epochs, 'epoch'),
  epoch: (epoch: string) => `epoch ${epoch}`,
  sbid: (sbid: number) => `SB${sbid}`,
  /** What a cell shows beside its mark: `62`, or `12/62` if some are on disk. */
  figure: ({ files, onDisk }: Counts) =>
    onDisk > 0 && onDisk < files
      ? `${formatCount(onDisk)}/${formatCount(files)}`
      : formatCount(files),
  /** `62 files, 12 on disk, 3 ticked`. */
  counts: (counts: Counts) => [formatNumberOf(counts.files, 'file'), ...states(counts)].join(', '),
  noFiles: 'no files',
  notListed: 'observed, but no file is listed',
  detail: 'Cells at the cursor',
  hint: 'Click or drag over cells to tick their files; a head ticks its row or column.',
  complete: {
    /** Ticks all files of these fields that are missing. */
    one: (field: string, files: number) => `Complete ${field} (${formatCount(files)})`,
    several: (fields: number, files: number) =>
      `Complete ${formatNumberOf(fields, 'field')} (${formatCount(files)})`,
    hint: 'Ticks the files of all epochs that are neither on disk nor queued, or that Dropbox has replaced',
    done: 'Nothing is missing',
  },
  changes: {
    name: 'What is new',
    list: 'Files that differ from the earlier listing',
    comparing: 'Comparing with the earlier listing',
    noEarlier: 'There is no earlier listing to compare with',
    noEarlierHint:
      'After you connect, the folder’s listing is compared with the one before, or with the built-in one.',
    none: 'No file was added or changed, and none is gone',
    counts: ({ added, changed, gone }: Readonly<Record<'added' | 'changed' | 'gone', number>>) =>
      `${formatNumberOf(added, 'file')} added, ${formatCount(changed)} changed, ${formatCount(gone)} gone`,
    since: (isBuiltin: boolean, listedAtMs: number) =>
      isBuiltin
        ? `since the built-in listing of ${DAY.format(listedAtMs)}, which has only names: changed files are not found`
        : `since the listing of ${DAY_AND_CLOCK.format(listedAtMs)}`,
    tick: (files: number) =>
      files === 0 ? 'Tick the new files' : `Tick ${formatNumberOf(files, 'new file')}`,
    filter: 'Show files by change',
    all: 'All',
    kinds: { added: 'Added', changed: 'Changed', gone: 'Gone' },
    firstGone: (files: number) => `The list shows the first ${formatCount(files)} that are gone.`,
    column: { change: 'Change', file: 'File', size: 'Size' },
  },
  ticked: (files: number) => `${formatNumberOf(files, 'file')} ticked.`,
} as const;
