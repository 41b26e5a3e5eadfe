import type { Options } from './download-options.ts';

const FILTERS: readonly (readonly [keyof Options, string])[] = [
  ['onlyEpochs', '--only-epochs'],
  ['onlyFields', '--only-fields'],
  ['stokes', '--stokes'],
  ['findFieldsInput', '--find-fields-input'],
  ['epochsFromTable', '--epochs-from-table'],
  ['userFilesList', '--user-files-list'],
  ['combinedOnly', '--combined-only'],
  ['tileOnly', '--tile-only'],
  ['skipXml', '--skip-xml'],
  ['skipTxt', '--skip-txt'],
  ['skipQc', '--skip-qc'],
  ['skipComponents', '--skip-components'],
  ['skipIslands', '--skip-islands'],
  ['skipFieldImages', '--skip-field-images'],
  ['skipBkgImages', '--skip-bkg-images'],
  ['skipRmsImages', '--skip-rms-images'],
  ['skipAllImages', '--skip-all-images'],
  ['legacyDownload', '--legacy-download'],
  ['availableFiles', '--available-files'],
];

/** Sentences about given flags that have no effect. */
export function unusedFlags(options: Options): readonly string[] {
  const sentences: string[] = [];
  const lister = options.getAvailableFiles ? '--get-available-files' : '--available-epochs';
  if (options.getAvailableFiles || options.availableEpochs) {
    const given = FILTERS.filter(([name]) => options[name] !== null && options[name] !== false);
    if (given.length > 0) {
      const flags = given.map(([, flag]) => flag).join(', ');
      sentences.push(`${lister} lists the whole shared folder; ignored: ${flags}.`);
    }
  } else if (options.userFilesList !== null && options.availableFiles !== null) {
    sentences.push('The files are named one by one, so --available-files is ignored.');
  }
  if (options.includeLegacy && !options.getAvailableFiles) {
    sentences.push(
      '--include-legacy belongs to --get-available-files and is ignored; ' +
        '--legacy-download selects older files.',
    );
  }
  if (options.verify && options.overwrite) {
    sentences.push(
      '--verify only reads, and --mend repairs only damaged and missing files: --overwrite is ignored.',
    );
  }
  return sentences;
}
