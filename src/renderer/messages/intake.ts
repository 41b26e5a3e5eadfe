import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';

type Noun = 'field' | 'file';

interface FieldsTicked {
  readonly name: string;
  readonly fields: number;
  readonly files: number;
  /** Whether only the epochs that the table names are ticked. */
  readonly isInTableEpochs: boolean;
  /** Whether other files were ticked before. */
  readonly isMore: boolean;
}

/** Messages about texts that are dropped, pasted or opened. */
export const intakeMessages = {
  /** Before the names. */
  notInListing: (names: number, noun: Noun) =>
    `${names === 1 ? `One ${noun} is` : `${names} ${noun}s are`} not in this listing:`,
  /** The brackets hold the button that shows the rest. */
  andMore: (names: number) => ` and [${formatCount(names)} more]`,
  browseList: 'Browse this list',
  fieldsTicked: ({ name, fields, files, isInTableEpochs, isMore }: FieldsTicked) => {
    const epochs = isInTableEpochs ? ' in the epochs of the table' : '';
    const more = isMore ? ' more' : '';
    return `${name}: ${formatNumberOf(fields, 'field')} ticked${epochs}, ${formatNumberOf(files, 'file')}${more}.`;
  },
  fieldsColumn: (column: string) => `The fields come from the column “${column}”.`,
  filesTicked: (name: string, files: number, hidden: number) => {
    const some =
      hidden === files
        ? files === 1
          ? 'It is'
          : 'All are'
        : `${formatCount(hidden)} of them ${hidden === 1 ? 'is' : 'are'}`;
    const now = hidden === 0 ? '' : ` ${some} hidden by the search or the filters.`;
    return `${name}: ${formatNumberOf(files, 'file')} ticked.${now}`;
  },
  /** Files of ticked fields; empty if none is hidden. */
  hiddenUnticked: (files: number) =>
    files === 0
      ? ''
      : `${formatNumberOf(files, 'file')} of these fields ${files === 1 ? 'is' : 'are'} hidden by the search or the filters and not ticked.`,
  noneFound: (noun: Noun, names: readonly string[], more: number) =>
    `This listing has none of these ${noun}s: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  listingImported: (name: string) => `Browse now shows the listing ${name}.`,
  pastedText: 'Pasted text',
  tooLarge: (name: string, size: string, max: string) =>
    `${name} has ${size}; a list or table can have up to ${max}. Split it into smaller files.`,
  unreadable: (name: string) => `${name} cannot be read. If it is a folder, choose a file in it.`,
  /** What the step does, after “Pause and”. */
  connectOther: 'connect to the other link',
  drop: {
    release: 'Release to start.',
    first: 'Take the first of these files',
    csv: 'Find the sources of this table, or tick its fields',
    list: 'Tick the files of this list',
    unknown: 'Find the sources of this table, connect with this dropbox.cfg, or tick what it names',
  },
  paste: {
    title: 'Tick fields by name',
    hint: 'Names with or without VAST_, separated by commas, spaces or lines; the table of find_sources; or the paths of files, one on each line. A table of positions opens in Sources.',
    name: 'Fields or paths',
    placeholder: '0918+00A, 0943+00A\nVAST_1237-06A',
    confirm: 'Tick them',
  },
} as const;
