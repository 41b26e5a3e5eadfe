import type { SearchTerm } from '#shared/catalogue/search-terms.ts';
import { formatCount, formatNumberOf } from '#shared/format/quantities.ts';
import type { ProductKind } from '#shared/survey/product.ts';

type Source = 'builtin' | 'crawled' | 'imported' | 'demo';

const kinds: Readonly<Record<ProductKind, string>> = {
  image: 'Images',
  rms: 'RMS maps',
  background: 'Backgrounds',
  components: 'Components',
  islands: 'Islands',
  qc: 'QC plots',
  table: 'Tables',
  document: 'Documents',
  other: 'Other files',
};

/** One product of a kind, after `Combined` or `Tile`. */
const products: Readonly<Record<ProductKind, string>> = {
  image: 'image',
  rms: 'rms map',
  background: 'background map',
  components: 'components',
  islands: 'islands',
  qc: 'QC plots',
  table: 'table',
  document: 'documents',
  other: 'other files',
};

const sources: Readonly<Record<Source, string>> = {
  builtin: 'Built-in listing of',
  crawled: 'Listed on',
  imported: 'Imported on',
  demo: 'Demo survey, listed on',
};

function understoodAs(term: SearchTerm): readonly string[] {
  switch (term.kind) {
    case 'stokes':
      return [`Stokes ${term.stokes}`];
    case 'epoch':
      return [`epoch ${term.epoch}`];
    case 'field':
      return [`field ${term.part}`];
    case 'date':
      return [`observed ${term.date}`];
    case 'product':
      return [kinds[term.product]];
    case 'region':
      return [term.region];
    default:
      return [];
  }
}

/** Messages of Browse: its panes, its tree and the bar of what is ticked. */
export const browseMessages = {
  loading: 'Reading the listing',
  facetsWidth: 'Width of the filters',
  detailWidth: 'Width of the detail',
  search: {
    name: 'Search field, SBID or file',
    placeholder: 'Search: 0530 V, 2020-01-11 …',
    clear: 'Clear search',
    /** What the search reads as more than a part of a name, such as `Stokes V · epoch 01`; empty without such. */
    understood: (terms: readonly SearchTerm[]) => terms.flatMap(understoodAs).join(' · '),
    keys: 'Ctrl F',
    macKeys: '⌘ F',
  },
  toolbar: {
    grouping: 'Grouping of the tree',
    epochFirst: 'Epoch → field',
    fieldFirst: 'Field → epoch',
    folders: 'Folders',
    openAll: 'Open all',
    closeAll: 'Close all',
    pasteFields: 'Paste fields…',
    openList: 'Open list…',
    openListHint: 'A find_sources CSV ticks its fields, a list of files ticks these',
    detail: 'Detail',
    hideDetail: 'Hide the detail',
    showDetail: 'Show the detail',
  },
  tree: {
    name: 'Survey files',
    tickAll: 'Tick everything on view',
    column: { name: 'Name', files: 'Files', size: 'Size', disk: 'Disk' },
    copied: 'Copied.',
    onDisk: 'On this disk',
    partlyOnDisk: (onDisk: number, files: number) =>
      `${formatCount(onDisk)} of ${formatCount(files)} on this disk`,
    /** Before the total. */
    tickedOf: (ticked: number) => `${formatCount(ticked)} of `,
  },
  /** What a screen reader adds to the name of a row. */
  row: {
    files: (files: number) => `${formatCount(files)} files`,
    sizeUnknown: 'size unknown',
    about: (size: string) => size.replace('≈', 'about'),
    onDisk: 'on disk',
    someOnDisk: (files: number) => `${formatCount(files)} on disk`,
  },
  label: {
    kinds,
    regions: { combined: 'Combined', tiles: 'Tiles', none: 'Neither' },
    epoch: (epoch: string) => `Epoch ${epoch}`,
    noEpoch: 'No epoch',
    noField: 'No field',
    wholeEpoch: 'Whole epoch',
    survey: 'Survey',
    legacy: 'LEGACY',
    sbid: (sbid: number) => `SB${sbid}`,
    /** Beside a catalogue of selavy whose name begins with `nVAST_`: the sources of the inverted image. */
    negative: 'negative sources',
    fields: (fields: number) => formatNumberOf(fields, 'field'),
    epochs: (epochs: readonly string[]) => `epochs ${epochs.join(' ')}`,
    /** `Combined image I`, `Tile image V`, `Combined QC plots`. */
    product: (kind: ProductKind, region: 'combined' | 'tiles' | 'none', stokes: string | null) => {
      const made = { combined: 'Combined ', tiles: 'Tile ', none: '' }[region];
      const of = stokes === null || kind === 'qc' ? '' : ` ${stokes}`;
      const name = `${made}${products[kind]}${of}`;
      return name.charAt(0).toUpperCase() + name.slice(1);
    },
  },
  facets: {
    title: 'Filter',
    reset: 'Reset',
    sections: {
      epoch: 'Epoch',
      region: 'Combined or tiles',
      stokes: 'Stokes',
      kind: 'Product',
      extension: 'File type',
      release: 'Legacy version',
    },
    stokes: (value: string) => `Stokes ${value}`,
    allReleases: 'All releases',
    extension: (value: string) => `.${value}`,
  },
  nothingFound: {
    noMatch: (query: string) => `Nothing matches “${query}”`,
    noMatchHint:
      'A file matches if it has everything in the search: a part of its path or field (0918+00A, SB9668, .fits), its Stokes parameter (V), epoch (epoch 4x), date (2020-01-11 or 2020-01) and product (rms).',
    didYouMean: (query: string) => `Did you mean “${query}”?`,
    nothingLeft: 'No files match the filters',
    nothingLeftHint: 'No file has all the values that are chosen at the left.',
    clearSearch: 'Clear the search',
    resetFilters: 'Reset filters',
  },
  notRead: { title: 'The listing could not be read.', retry: 'Read it again' },
  listing: {
    trigger: 'Where this listing is from',
    of: (source: Source, day: string, files: number) =>
      `${sources[source]} ${day} · ${formatCount(files)} files`,
    /** What is shown until a new listing is complete; completes a sentence. */
    shown: (source: Source, day: string) =>
      ({
        builtin: 'the built-in listing, without sizes',
        crawled: `the listing of ${day}`,
        imported: 'the imported listing',
        demo: 'the demo’s list of names, without sizes',
      })[source],
    sizesComeLater: 'sizes come with a connection',
    listAgain: 'List again',
    crawling: 'Listing the folder',
    crawled: (foldersDone: number, foldersFound: number, files: number, shown: string) =>
      `: ${formatCount(foldersDone)} of ${formatCount(foldersFound)} folders so far, ${formatNumberOf(files, 'file')} found. Until the new listing is complete, this is ${shown}.`,
    interrupted: 'Interrupted.',
    notConnected: 'Not connected.',
    untilConnected: (shown: string) => `Until you connect again, this is ${shown}.`,
    connectAgain: 'Connect again',
    notListed: 'The folder could not be listed.',
    untilListed: (shown: string) => `Until it is, this is ${shown}.`,
  },
  listingMenu: {
    title: 'Listing',
    listAgain: 'List the folder again',
    withLegacy: 'With older releases (LEGACY)',
    listHint: 'Asks Dropbox for every folder: the current names, sizes and hashes.',
    connectHint: 'Connect first: then names, sizes and hashes come from the folder itself.',
    import: 'Import a listing…',
    /** The flag stands in backticks. */
    importHint:
      'A text with a path on each line, as `--get-available-files` writes it. Or drop it here.',
    useBuiltin: 'Use the built-in listing',
    builtinHint: 'The release of 2 April 2020. It is always available, without sizes.',
  },
  detail: {
    name: 'Detail',
    nothing: 'Choose a row to see its position, epochs and files.',
    files: 'Files',
    size: 'Size',
    onDisk: 'On disk',
    notListed: 'not listed',
    isOnDisk: 'yes, by size',
    isNotOnDisk: 'no',
    product: 'Product',
    region: { combined: ' · combined', tiles: ' · tiles', none: '' },
    stokes: 'Stokes',
    negative: ' · negative sources',
    sbid: 'SBID',
    hash: 'Hash',
    observed: 'As observed',
    realEpoch: 'The real epoch, as observed',
    days: 'Days',
    fields: 'Fields',
    tiles: 'Tiles',
    sbids: 'SBIDs',
    field: 'Field',
    fieldNamed: (field: string) => `Field ${field}`,
    unknownField: 'Not one of the survey’s 113 fields.',
    ra: 'RA',
    dec: 'Dec',
    /** How many epochs the field was observed in. */
    epochs: 'Epochs',
    times: 'When',
    epoch: 'Epoch',
    start: 'Start (UTC)',
    noStart: 'unknown',
    timeline: (epochs: readonly string[]) => `Observed in epochs ${epochs.join(', ')}`,
  },
  selection: {
    name: 'Selection',
    nothing: 'Nothing ticked',
    files: (files: number) => formatNumberOf(files, 'file'),
    hidden: (files: number) => `${formatCount(files)} not on view`,
    hiddenHint: 'Ticked, but hidden by the search or the filters',
    onDisk: (files: number) => `${formatCount(files)} on disk`,
    free: (bytes: string) => `${bytes} free`,
    freeNotEnough: (bytes: string) => `${bytes} free: not enough`,
    sizesNotListed: 'sizes not listed',
    atLeast: (bytes: string) => `at least ${bytes}`,
    about: (bytes: string) => `about ${bytes}`,
    estimate: (unknown: number, files: number) =>
      `${formatCount(unknown)} of ${formatCount(files)} sizes are not listed, and estimated from files of the same kind`,
    noCommand: 'tick files to see their command',
    needsList: 'needs its list',
    needsListHint:
      'No flags describe exactly this selection, so the command reads a list: Save list writes it',
    copyCommand: 'Copy command',
    copied: 'Command copied.',
    copiedNeedsList:
      'Command copied. It reads a list of files: save the list in the folder where you run it.',
    saveList: 'Save list',
    clear: 'Clear',
    cleared: (ticks: number) => `${formatNumberOf(ticks, 'tick')} cleared.`,
    download: (files: number) =>
      files === 0 ? 'Download' : `Download ${formatNumberOf(files, 'file')}`,
    /** Main adds them as soon as the shared folder is listed. */
    adding: (files: number) => `Adding ${formatNumberOf(files, 'file')}…`,
    connect: 'Connect to download',
    connectHint: 'Connect, or try the demo survey; then you can download the ticked files.',
  },
  saved: {
    trigger: 'Saved selections',
    none: 'No selection is saved yet.',
    save: 'Save this selection…',
    delete: 'Delete',
    dialogTitle: 'Save this selection',
    dialogHint: (files: number) =>
      `${formatNumberOf(files, 'file')}. The paths of the files are saved, so the selection stays valid when the listing is refreshed.`,
    name: 'Name',
    confirm: 'Save',
    savedAs: (name: string) => `Saved as “${name}”.`,
    missing: (files: number, name: string) =>
      `${formatNumberOf(files, 'file')} of “${name}” ${files === 1 ? 'is' : 'are'} not in this listing.`,
    deleted: (name: string) => `“${name}” deleted.`,
  },
  epochChoice: { name: 'Epochs to tick', table: 'Epochs of the table', all: 'All epochs' },
} as const;
